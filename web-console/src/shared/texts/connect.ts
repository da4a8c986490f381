export const connect = {
  urlTitle: "1. Your callback URL",
  urlText:
    "It is secret: whoever knows it can post to it. Add /your-order-number to it, and each order has a stream of its own.",
  local:
    "Daraja cannot reach localhost. It reaches this server under a public name, which its operator sets as devhooks.public-url. The test payment below works from here.",
  codeTitle: "2. Put it into your STK push",
  codeText: "Everything is ready but your own access token and password. Pick your language and copy.",
  language: "Language",
  testTitle: "3. Try it without M-Pesa",
  testText: "This server posts to your callback URL what M-Pesa would. It takes the same way as a real payment.",
  scenario: "What happens",
  scenarios: [
    ["success", "The payer pays"],
    ["cancelled", "The payer cancels"],
    ["insufficient_funds", "There is not enough money"],
    ["wrong_pin", "The PIN is wrong"],
    ["unreachable", "The phone is unreachable"],
    ["c2b", "Payment to a till (C2B)"],
  ] as const,
  amount: "Amount (KES)",
  send: "Send test payment",
  waiting: "Waiting for the first payment. It appears here by itself.",
  arrived: "It arrived",
  arrivedText: (age: string): string => `Received, kept and pushed to this page ${age} after you pressed the button.`,
  arrivals: "Arrivals",
  pageTitle: "4. Show it to your payer",
  pageText: "Your server makes a session secret for each payment; your page listens with it:",
};
