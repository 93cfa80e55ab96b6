export const MEMBERS = ['east', 'west', 'north'];
/** Where every object of the proof lies. */
export const NAMESPACE = 'chaos';
