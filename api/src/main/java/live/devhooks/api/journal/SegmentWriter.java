package live.devhooks.api.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the newest segment of a journal at its end. */
final class SegmentWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

    private final Segment segment;
    private final FileChannel file;

    private SegmentWriter(Segment segment, FileChannel file) {
        this.segment = segment;
        this.file = file;
    }

    /** Begins a segment. */
    static SegmentWriter begin(JournalFolder folder, long number) throws IOException {
        SegmentName name = SegmentName.random(number);
        return new SegmentWriter(new Segment(folder, name), folder.create(name.toString()));
    }

    Segment segment() {
        return segment;
    }

    /** Writes all of them and has the disk confirm it, once. After a failure nothing more may be written: the file is not to be trusted. */
    void append(List<byte[]> payloads) throws IOException {
        ByteBuffer records = RecordFormat.encode(segment.name().marker(), payloads);
        int end = Math.addExact(segment.bytes(), records.remaining());
        JournalFolder.writeAll(file, records, segment.bytes());
        file.force(false);
        segment.confirmed(payloads.size(), end);
    }

    /**
     * Ends it after a failure: what the disk has not confirmed was refused, and goes, where the disk allows that. Of a segment of which
     * it has confirmed nothing, nothing is left.
     */
    void giveUp() {
        try {
            file.truncate(segment.bytes());
            if (segment.bytes() == 0) {
                segment.delete();
            }
        } catch (IOException e) {
            LOG.warn("the unconfirmed end of {} could not be removed: {}", segment, e.toString());
        }
        close();
    }

    /** Ends it. What has been confirmed stays so. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("{} was not closed in order: {}", segment, e.toString());
        }
    }
}
