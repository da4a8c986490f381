import { accounts } from "./accounts.js";
import { audit } from "./audit.js";
import { connect } from "./connect.js";
import { events } from "./events.js";
import { general, problems } from "./general.js";
import { keys } from "./keys.js";
import { outcomes } from "./outcomes.js";
import { sources } from "./sources.js";
import { usage } from "./usage.js";

/** Every word that people read in the console. */
export const texts = { accounts, audit, connect, events, general, keys, outcomes, problems, sources, usage };
