import type { KubeObject } from '~/server/kube/member';

const PAGE_OBJECTS = 500;

/** Gathers objects that come in small groups into pages, because a listener writes each page in one transaction. */
export class PageBuffer {
  private objects: KubeObject[] = [];

  constructor(private readonly give: (page: KubeObject[]) => Promise<void>) {}

  async add(objects: KubeObject[]): Promise<void> {
    for (const object of objects) this.objects.push(object);
    if (this.objects.length >= PAGE_OBJECTS) await this.flush();
  }

  /** Gives what is left, if there is any. */
  async flush(): Promise<void> {
    if (this.objects.length === 0) return;
    const page = this.objects;
    this.objects = [];
    await this.give(page);
  }
}
