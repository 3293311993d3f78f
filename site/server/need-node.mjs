/** Ends the process with one clear line where Node is too old; the project brings its own Node for common platforms. */
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Thread Pool Lab needs Node 24 or newer. This is Node ${process.versions.node}, and npm has no ready Node for ${process.platform}-${process.arch} here: install one from nodejs.org, then run npm ci again.`,
  );
  process.exit(1);
}
