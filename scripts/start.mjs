// npm start: installs what is missing, builds the kit, serves the demo.
//   --static      pages only, without the API server (also --no-server)
//   --reset       begins with an empty embedded database
//   PORT=5000     the first port to try
import "./lib/node-version.mjs";

const { start } = await import("./lib/serve-demo.mjs");
try {
  await start(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
