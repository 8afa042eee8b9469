/** Offline and without telemetry: nothing here asks anybody for anything. */
export default {
  stories: ["../stories/**/*.stories.ts"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y"],
  framework: { name: "@storybook/web-components-vite", options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { backgrounds: false },
  viteFinal: (config) => ({
    ...config,
    // As written: `light-dark()` taken apart for older browsers wants a scheme that the same style sheet sets.
    build: { ...config.build, cssTarget: "esnext" },
    // Bundling Lit ahead of time makes a second copy of it.
    optimizeDeps: {
      ...config.optimizeDeps,
      exclude: ["lit", "@lit/context", "@lit/reactive-element", "lit-html", "lit-element"],
    },
  }),
};
