/** What Playwright's `launch` needs to find a browser; empty where only its own can serve. */
export interface BrowserPlace {
  readonly executablePath?: string;
}
/** The browser to test with: `CHROMIUM_PATH`, else an installed Chrome or Chromium, else whatever Playwright has. */
export declare function findBrowser(): BrowserPlace;
/** Arguments that keep Chromium quiet and offline; WebGPU on its software adapter where that is asked for. */
export declare function browserArguments({ softwareWebgpu }?: { readonly softwareWebgpu?: boolean }): string[];
