package com.experiture.test.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.atomic.AtomicBoolean;

final class WatchedChannel implements SeekableByteChannel {

	private final WatchedDisk disk;

	private final SeekableByteChannel channel;

	// An interrupt closes the actual channel without a call of close().
	private final AtomicBoolean closed = new AtomicBoolean();

	WatchedChannel(WatchedDisk disk, SeekableByteChannel channel) {
		this.disk = disk;
		this.channel = channel;
		disk.open.incrementAndGet();
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
		this.disk.note("read");
		int length = (int) Math.min(target.remaining(), this.disk.readable - this.channel.position());
		if (length <= 0 && target.hasRemaining()) {
			throw new IOException("Input/output error");
		}
		ByteBuffer part = target.slice(target.position(), length);
		int read = this.channel.read(part);
		target.position(target.position() + Math.max(0, read));
		this.disk.bytesRead.addAndGet(Math.max(0, read));
		return read;
	}

	// Like a full disk, writes the bytes that still fit.
	@Override
	public int write(ByteBuffer source) throws IOException {
		this.disk.note("write");
		int length = (int) Math.min(source.remaining(), this.disk.space - this.channel.position());
		if (length <= 0 && source.hasRemaining()) {
			throw new IOException("No space left on device");
		}
		int written = this.channel.write(source.slice(source.position(), length));
		source.position(source.position() + written);
		return written;
	}

	@Override
	public long position() throws IOException {
		return this.channel.position();
	}

	@Override
	public SeekableByteChannel position(long position) throws IOException {
		this.channel.position(position);
		return this;
	}

	@Override
	public long size() throws IOException {
		this.disk.note("size");
		return this.channel.size();
	}

	@Override
	public SeekableByteChannel truncate(long size) throws IOException {
		this.disk.note("truncate");
		this.channel.truncate(size);
		return this;
	}

	@Override
	public boolean isOpen() {
		return !this.closed.get();
	}

	@Override
	public void close() throws IOException {
		this.disk.note("close");
		this.channel.close();
		if (this.closed.compareAndSet(false, true)) {
			this.disk.open.decrementAndGet();
		}
	}

}
