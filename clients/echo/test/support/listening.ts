import { SyncClient, type SyncClientOptions, type SyncError } from "../../src/index.js";
import { FakeServer } from "./fake-server.js";

/** A client of the fake server, and all that it told. */
export class Listening {
  readonly client: SyncClient;
  readonly ids: string[] = [];
  readonly errors: SyncError[] = [];
  readonly states: string[] = [];

  constructor(server: FakeServer, options: Partial<SyncClientOptions>) {
    const { SECRET: secret } = FakeServer;
    this.client = new SyncClient({ sourceId: "payment-flow", secret, url: server.url, ...options });
    this.client.on("event", (event) => this.ids.push(event.id));
    this.client.on("error", (error) => this.errors.push(error));
    this.client.on("state", (state) => this.states.push(state));
  }

  /** Connects, and waits until what was missed is there. */
  live(): Promise<void> {
    const reached = new Promise<void>((resolve) => this.client.once("live", () => resolve()));
    this.client.connect();
    return reached;
  }
}
