import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const isCustomElement = (tag) => tag.startsWith("risk-") || tag === "client-risk-compare";

export default defineConfig({ plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] });
