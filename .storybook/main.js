/** Offline and without telemetry: nothing here asks anybody for anything. */
export default {
  stories: ["../stories/**/*.stories.ts"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y"],
  framework: { name: "@storybook/web-components-vite", options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { backgrounds: false },
  viteFinal: (config) => ({
    ...config,
    // Bundling Lit ahead of time makes a second copy of it.
    optimizeDeps: {
      ...config.optimizeDeps,
      exclude: ["lit", "@lit/context", "@lit/reactive-element", "lit-html", "lit-element"],
    },
  }),
};
