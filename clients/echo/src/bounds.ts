/** Every limit of the client in one place. Times are in milliseconds. */

/** The first reconnection is tried within this time; each further failure in a row doubles it. */
export const BACK_OFF_BASE_MS = 250;

/** No computed back-off is longer than this. */
export const BACK_OFF_CAP_MS = 30_000;

/**
 * Losses in a row of connections that the server had accepted, as far as they count: the network fails then, and not the server, and the next try
 * comes within base · 2^(count − 1), which is 4 seconds.
 */
export const LOSSES_COUNTED = 5;

/** A server's `Retry-After` is honoured up to this; a longer one is cut, so that a wrong header cannot silence us. */
export const RETRY_AFTER_CAP_MS = 3_600_000;

/** A stream that was live this long had recovered: the next loss starts the back-off anew. */
export const STABLE_AFTER_MS = 5_000;

/** A token has to arrive within this time, whoever issues it. */
export const TOKEN_REQUEST_TIMEOUT_MS = 10_000;

/** From opening the socket to being authenticated. */
export const HANDSHAKE_TIMEOUT_MS = 15_000;

/** While what was missed is replayed, something has to arrive within this time. */
export const REPLAY_STALL_MS = 60_000;

/** A renewed token has to be accepted within this time. */
export const RENEWAL_TIMEOUT_MS = 10_000;

/** The part of a token's life after which it is renewed. */
export const RENEW_AT_PART_OF_LIFE = 0.8;

/** How long a token is taken to live when this machine's clock says that a fresh one has run out already. */
export const FALLBACK_TOKEN_LIFE_MS = 60_000;

/** So many tokens refused in a row, without one accepted between, and the client gives up. */
export const INVALID_TOKEN_LIMIT = 3;

/** STOMP heart-beats, both ways. */
export const HEART_BEAT_MS = 10_000;

/** On waking, a connection that was silent for longer than this is taken for dead. */
export const SILENCE_LIMIT_MS = 2.5 * HEART_BEAT_MS;

/** How long a socket that we close may take to say goodbye. */
export const CLOSE_GRACE_MS = 1_000;

/** So many ids of events handed over last are remembered, to drop one that comes again. */
export const RECENT_IDS = 64;

/** The longest delay that `setTimeout` can hold. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** WebSockets that fail in a row before Server-Sent Events are tried. */
export const HANDSHAKES_BEFORE_FALL_BACK = 2;

/** After this time with Server-Sent Events, the next try is by WebSocket again. */
export const WEB_SOCKET_AGAIN_AFTER_MS = 600_000;

/** Characters of one Server-Sent Event; a longer one ends the connection. A webhook of 256 KiB stays well below it. */
export const SSE_EVENT_LIMIT = 4 * 1024 * 1024;

/** Characters of one STOMP frame; a longer one ends the connection. */
export const FRAME_LIMIT = 4 * 1024 * 1024;

/** Streams of one client: what the server allows on one connection. */
export const MAX_STREAMS = 100;

/** What was acknowledged is told to the server within this time. */
export const ACKNOWLEDGE_WITHIN_MS = 50;

/** Events that may wait to be acknowledged, where the user does not say: what the server allows. */
export const DEFAULT_PREFETCH = 1_000;

/** How often the clock is looked at, to notice that the machine slept. */
export const CLOCK_CHECK_MS = 5_000;

/** A clock that is this much further than it should be has jumped. */
export const CLOCK_JUMP_MS = 5_000;

/** How long `ready()` waits where the user does not say. */
export const READY_TIMEOUT_MS = 30_000;

/** Events that wait in an iterator, where the user does not say; the server keeps the rest. */
export const ITERATOR_LIMIT = 256;
