// Each pool's own kind of worker file needs the task in plain JavaScript.
export const same = (value) => value;
export default same;
