package live.devhooks.standalone.configuration;

/** The processes that read properties; standalone is an api and a realtime node in one, and reads what they read; migrations ends by itself. */
enum ProcessKind {
    API,
    REALTIME,
    MIGRATIONS,
    STANDALONE
}
