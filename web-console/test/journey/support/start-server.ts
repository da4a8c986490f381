import type { TestProject } from "vitest/node";
import { Server } from "./server.js";

declare module "vitest" {
  export interface ProvidedContext {
    serverUrl: string;
    managementUrl: string;
  }
}

/** Runs one server for all journeys but those that start one of their own. */
export default async function startServer(project: TestProject): Promise<() => Promise<void>> {
  const server = await Server.create([
    "--devhooks.plans.tiny.daily-events=10",
    "--devhooks.plans.large.daily-events=1000000",
  ]);
  try {
    await server.start();
  } catch (error) {
    await server.remove();
    throw error;
  }
  project.provide("serverUrl", server.url);
  project.provide("managementUrl", server.managementUrl);
  return () => server.remove();
}
