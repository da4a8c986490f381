package live.devhooks.bench.load;

/** Says when requests are due. Times are those of {@link System#nanoTime()}. */
sealed interface Pace {

    /** Whether a request is due by now. */
    boolean isDue(long now);

    /** Takes the request that is due; returns since when its latency counts. */
    long take(long now);

    /** How long until the next is due, in nanoseconds; less than nothing where one is. */
    long untilNext(long now);

    /** Whether none will be due any more. */
    boolean isOver(long now);

    /** Lets none be due from now on. */
    void end(long now);

    /** As fast as answers come: one is always due, and counts from when it is sent. */
    final class Closed implements Pace {

        private long end;

        Closed(long end) {
            this.end = end;
        }

        @Override
        public boolean isDue(long now) {
            return now - end < 0;
        }

        @Override
        public long take(long now) {
            return now;
        }

        @Override
        public long untilNext(long now) {
            return 0;
        }

        @Override
        public boolean isOver(long now) {
            return now - end >= 0;
        }

        @Override
        public void end(long now) {
            end = Math.min(end, now);
        }
    }

    /** At a given rate: each counts from when it was due, however late a connection is free for it. */
    final class Open implements Pace {

        private final long begin;
        private final double interval;
        private long end;
        private long taken;

        Open(long begin, long end, double perSecond) {
            this.begin = begin;
            this.end = end;
            this.interval = 1e9 / perSecond;
        }

        private long next() {
            return begin + (long) (taken * interval);
        }

        @Override
        public boolean isDue(long now) {
            return next() - now <= 0 && next() - end < 0;
        }

        @Override
        public long take(long now) {
            long due = next();
            taken++;
            return due;
        }

        @Override
        public long untilNext(long now) {
            return next() - now;
        }

        @Override
        public boolean isOver(long now) {
            return next() - end >= 0;
        }

        @Override
        public void end(long now) {
            end = Math.min(end, now);
        }
    }
}
