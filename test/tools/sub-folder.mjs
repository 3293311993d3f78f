/** The folder for the copy of the site that lives in a sub-folder, and the path it is served under. */
export const subFolder = { dir: 'test/.cache/sub-folder', base: '/sub/folder/' };
