/** A frame of STOMP 1.2. */
export interface Frame {
  readonly command: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\r": "\\r", "\n": "\\n", ":": "\\c" };
const UNESCAPES: Record<string, string> = { "\\\\": "\\", "\\r": "\r", "\\n": "\n", "\\c": ":" };

/** The frame on the wire. Header values of CONNECT are not escaped, as STOMP 1.0 had it, and so must not need it. */
export function written(command: string, headers: Record<string, string>, body = ""): string {
  const encoded = (text: string): string =>
    command === "CONNECT" ? text : text.replace(/[\\\r\n:]/g, (character) => ESCAPES[character] ?? character);
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${encoded(value)}\n`);
  return `${command}\n${lines.join("")}\n${body}\0`;
}

/** The frame that this text is, without the NUL at its end. Of a header that comes twice the first counts. */
export function parsed(text: string): Frame {
  const end = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, end?.index);
  const [command = "", ...lines] = head.split(/\r?\n/);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    headers[unescaped(line.slice(0, colon))] ??= unescaped(line.slice(colon + 1));
  }
  return { command, headers, body: end ? text.slice(end.index + end[0].length) : "" };
}

function unescaped(text: string): string {
  return text.replace(/\\[\\rnc]/g, (pair) => UNESCAPES[pair] ?? pair);
}
