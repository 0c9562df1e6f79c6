// Drives a VS Code in a browser: opens an archive with a mistake, sees it underlined, applies the fix, and keeps a picture.
// Called by vscode-run.sh: `node vscode-run.mjs ADDRESS CHROMIUM PICTURE FILE`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [address, chromium, picture, file] = process.argv.slice(2);
const require = createRequire(join(process.env.TOOLS, "package.json"));
const { chromium: browser } = require("playwright-core");

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const running = await browser.launch({
  executablePath: chromium,
  args: [...flags, "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await running.newPage({ viewport: { width: 1280, height: 800 } });

async function fail(why) {
  await page.screenshot({ path: picture.replace(/\.png$/, "-failed.png") });
  await running.close();
  console.error(why);
  process.exit(1);
}

try {
  await page.goto(address, { waitUntil: "load" });
  await page.waitForSelector(".monaco-workbench", { timeout: 60_000 });
  // The palette opens the file, whatever else the window shows.
  await page.keyboard.press("Control+P");
  await page.keyboard.type("talks.dip", { delay: 30 });
  await page.waitForSelector(".quick-input-list .monaco-list-row", { timeout: 30_000 });
  await page.waitForTimeout(1000);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".monaco-editor .view-lines", { timeout: 30_000 });
  await page.waitForSelector(".squiggly-error", { timeout: 60_000 });
} catch (error) {
  await fail(`no mistake is underlined: ${error}`);
}

// To the mistake, with its message below the line.
await page.click(".monaco-editor .view-lines");
await page.keyboard.press("Control+Home");
await page.keyboard.press("F8");
await page.waitForSelector(".marker-widget", { timeout: 30_000 }).catch(() => fail("the message is not shown"));
await page.waitForTimeout(2500);
await page.screenshot({ path: picture });
const message = await page.locator(".marker-widget").innerText();
console.log(`told: ${message.split("\n").find((line) => line.length > 20) ?? message}`);

await page.keyboard.press("Escape");
await page.waitForTimeout(500);
await page.keyboard.press("Control+.");
await page.waitForSelector(".action-widget .monaco-list-row", { timeout: 30_000 }).catch(() => fail("no fix is offered"));
await page.waitForTimeout(500);
await page.keyboard.press("Enter");
await page.waitForTimeout(1500);
await page.keyboard.press("Control+S");
await page.waitForSelector(".squiggly-error", { state: "detached", timeout: 30_000 }).catch(() => fail("the mistake stays underlined"));
await page.waitForTimeout(1000);
const text = readFileSync(file, "utf8");
if (!text.includes("date: 2024-10-29")) await fail(`the fix is not in the file:\n${text}`);
console.log("the fix is in the file, and nothing is underlined any more.");
await running.close();
