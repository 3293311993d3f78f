// poolifier-web-worker 0.5.15 knows a browser by its `window`, which its own workers do not have.
Object.assign(globalThis, { window: globalThis });
