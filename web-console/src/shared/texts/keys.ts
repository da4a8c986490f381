export const keys = {
  title: "Account keys",
  about:
    "For automation of everything in this console: a key may do what you may do. Keep it on servers and in CI, and never in a page or an app.",
  empty: "No keys yet. You need one only to manage sources by program.",
  create: "Make a key",
  name: "What it is for",
  namePlaceholder: "CI, or a script",
  once: "This is the only time that the key is shown. Keep it where your secrets are.",
  shownTitle: "Your account key",
  kept: "I have kept it",
  prefix: "Begins with",
  created: "Made",
  lastUsed: "Last used",
  revoke: "Revoke",
  revokeOf: (name: string): string => `Revoke ${name}`,
  revokeTitle: "Revoke it?",
  revokeText: "Whatever shows it is refused from this moment. There is no way back; make another one instead.",
};
