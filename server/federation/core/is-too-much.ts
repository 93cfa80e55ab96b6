/** Up to so many objects may go without a question; beyond, so small a part of what stands there, and never more than the last. */
const [FEW, PART, MOST] = [5, 0.2, 50];

/** Whether so much of what stands in a cluster would be removed at once that a person has to say so. */
export const isTooMuch = (removed: number, stands: number): boolean =>
  removed > MOST || (removed > FEW && removed > PART * stands);
