// Imported first, and written so that an old Node can still read it.
var major = Number(process.versions.node.split(".")[0]);
if (major < 20) {
  console.error(
    "human-risk-widgets needs Node 20 or newer; this is Node " +
      process.versions.node +
      ". Install a current one from nodejs.org and run the same command again.",
  );
  process.exit(1);
}
