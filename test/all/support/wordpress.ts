/** WordPress as Debian ships it, with a MariaDB of its own, in a temporary folder, served by PHP's own server. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onPath } from "../../../scripts/lib/browsers.mjs";
import { freePort } from "../../node/support/free-port.js";

const SOURCE = "/usr/share/wordpress";
const THEME = "twentytwentythree";

export interface WordPress {
  origin: string;
  /** Runs PHP inside WordPress and gives what it printed. */
  php(code: string): string;
  stop(): void;
}

async function until(what: string, test: () => boolean | Promise<boolean>, child: ChildProcess): Promise<void> {
  for (let tried = 0; tried < 300; tried++) {
    if (await test()) return;
    if (child.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${what} did not start.`);
}

/**
 * @param plugin folder of a plugin with everything it needs, which is switched on
 * @param own the site's own code, by file name
 */
export async function startWordPress(plugin: string, own: Record<string, string>): Promise<WordPress> {
  const php = onPath("php")!;
  const folder = mkdtempSync(join(tmpdir(), "hrw-wordpress-"));
  const children: ChildProcess[] = [];
  const stop = (): void => {
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", stop);
  try {
    const [site, data, socket] = ["site", "data", "db.sock"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const root = process.getuid?.() === 0 ? ["--user=root"] : [];
    execFileSync(
      onPath("mariadb-install-db", "mysql_install_db")!,
      ["--no-defaults", ...root, `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db"],
      { stdio: "pipe" },
    );
    const database = spawn(
      onPath("mariadbd", "mysqld")!,
      ["--no-defaults", ...root, `--datadir=${data}`, `--socket=${socket}`, "--skip-networking", "--skip-grant-tables"],
      { stdio: "ignore" },
    );
    children.push(database);
    await until("MariaDB", () => existsSync(socket), database);

    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    cpSync(SOURCE, site, { recursive: true, dereference: true });
    cpSync(plugin, join(site, "wp-content/plugins/human-risk-widgets"), { recursive: true });
    writeFileSync(join(site, "favicon.ico"), "");
    mkdirSync(join(site, "wp-content/mu-plugins"), { recursive: true });
    for (const [name, code] of Object.entries(own))
      writeFileSync(join(site, "wp-content/mu-plugins", name), `<?php ${code}`);
    writeFileSync(
      join(site, "wp-config.php"),
      `<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '${origin}'); define('WP_SITEURL', '${origin}'); define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
define('WP_DEBUG', true); define('WP_DEBUG_DISPLAY', true);
define('AUTH_KEY', 'a'); define('SECURE_AUTH_KEY', 'b'); define('LOGGED_IN_KEY', 'c'); define('NONCE_KEY', 'd');
define('AUTH_SALT', 'e'); define('SECURE_AUTH_SALT', 'f'); define('LOGGED_IN_SALT', 'g'); define('NONCE_SALT', 'h');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`,
    );
    const run = (code: string): string =>
      execFileSync(php, ["-d", "display_errors=stderr"], {
        cwd: site,
        input: `<?php ${code}`,
        stdio: ["pipe", "pipe", "pipe"],
      }).toString();
    run(
      `(new mysqli(null, 'root', '', '', 0, '${socket}'))->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');`,
    );
    run(
      `define('WP_INSTALLING', true); require 'wp-load.php'; require 'wp-admin/includes/upgrade.php'; wp_install('Portal', 'admin', 'admin@example.com', true, '', 'secret');`,
    );
    const inside = (code: string): string => run(`require 'wp-load.php'; ${code}`);
    inside(
      `require 'wp-admin/includes/plugin.php'; switch_theme('${THEME}'); update_option('show_avatars', 0); $fault = activate_plugin('human-risk-widgets/human-risk-widgets.php'); if ($fault) { fwrite(STDERR, $fault->get_error_message()); exit(1); }`,
    );
    const server = spawn(php, ["-S", `127.0.0.1:${port}`, "-t", site], {
      stdio: "ignore",
      env: { ...process.env, PHP_CLI_SERVER_WORKERS: "4" },
      detached: false,
    });
    children.push(server);
    await until(
      "PHP",
      () =>
        fetch(origin).then(
          (r) => r.ok,
          () => false,
        ),
      server,
    );
    return { origin, php: inside, stop };
  } catch (error) {
    stop();
    throw error;
  }
}
