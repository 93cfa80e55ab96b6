export type Arguments = { demo: boolean; kubeconfig: string | undefined };

/** `--demo`, `--kubeconfig FILE`, `--dev` (which the launcher has already read). Anything else is refused. */
export function readArguments(argv: string[]): Arguments {
  const read: Arguments = { demo: false, kubeconfig: undefined };
  for (let index = 0; index < argv.length; index++) {
    const [name, value] = (argv[index] ?? '').split('=');
    if (name === '--demo') read.demo = true;
    else if (name === '--kubeconfig') read.kubeconfig = value ?? argv[++index] ?? missing(name);
    else if (name !== '--dev') throw new Error(`unknown argument ${name}; known are --demo and --kubeconfig FILE`);
  }
  return read;
}

function missing(name: string): never {
  throw new Error(`${name} needs a file`);
}
