/** Runs tasks in the order in which they come, so many at once; a task keeps its place until it ends. Tasks do not throw. */
export function createTurns(atOnce: number): (task: () => Promise<void>) => void {
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;
  const next = () => {
    if (running >= atOnce) return;
    const task = waiting.shift();
    if (!task) return;
    running++;
    void task().finally(() => {
      running--;
      next();
    });
  };
  return (task) => {
    waiting.push(task);
    next();
  };
}
