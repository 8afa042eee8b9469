/** Whether an instant is of the reader's today. */
export const isToday = (at: number): boolean => new Date(at).toDateString() === new Date().toDateString();
