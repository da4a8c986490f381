/** The token that goes along with each change, so that the server knows it for one of this page's; out of `cookies`. */
export function csrfToken(cookies: string): string | undefined {
  return /(?:^|;\s*)XSRF-TOKEN=([^;]+)/.exec(cookies)?.[1];
}
