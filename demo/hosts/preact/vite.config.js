import { defineConfig } from "vite";

// Preact needs no plugin: the compiler takes jsxImportSource from tsconfig.json.
export default defineConfig({});
