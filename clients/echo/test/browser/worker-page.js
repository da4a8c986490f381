const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.addEventListener("message", ({ data }) => {
  document.body.textContent = data;
});
worker.postMessage({
  secret: process.env.NEXT_PUBLIC_DEVHOOKS_SECRET,
  url: process.env.NEXT_PUBLIC_DEVHOOKS_URL,
});
