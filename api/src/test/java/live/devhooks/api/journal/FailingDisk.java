package live.devhooks.api.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** A disk of which a test decides what fails, from now on until it decides otherwise. */
final class FailingDisk implements JournalFolder.Opener {

    /** How many bytes it still has room for. */
    private long room = Long.MAX_VALUE;

    private boolean confirms = true;
    private boolean truncates = true;

    @Override
    public FileChannel open(Path file, Set<? extends OpenOption> options, FileAttribute<?> attribute)
            throws IOException {
        return new File(FileChannel.open(file, options, attribute));
    }

    void hasRoomFor(long bytes) {
        room = bytes;
    }

    void confirms(boolean does) {
        confirms = does;
    }

    void truncates(boolean does) {
        truncates = does;
    }

    /** A file on it; as on a real disk, what there is room for is written before the rest fails. */
    private final class File extends FileChannel {

        private final FileChannel file;

        private File(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (source.hasRemaining() && room == 0) {
                throw new IOException("No space left on device");
            }
            ByteBuffer fits = source.slice(source.position(), (int) Math.min(source.remaining(), room));
            int written = file.write(fits, position);
            room -= written;
            source.position(source.position() + written);
            return written;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (!confirms) {
                throw new IOException("Input/output error");
            }
            file.force(metaData);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            if (!truncates) {
                throw new IOException("Input/output error");
            }
            file.truncate(size);
            return this;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long newPosition) throws IOException {
            file.position(newPosition);
            return this;
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
