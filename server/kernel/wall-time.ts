/** Minutes since midnight of a time of day as `HH:MM`. */
export function readMinutes(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}
