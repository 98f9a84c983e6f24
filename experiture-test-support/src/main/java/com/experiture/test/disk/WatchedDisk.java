package com.experiture.test.disk;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * The files of a directory, in a file system that records the threads that use it, the
 * open files and the number of bytes read, and that can be made to fail.
 */
public final class WatchedDisk extends FileSystemProvider {

	private final WatchedFileSystem fileSystem = new WatchedFileSystem(this);

	private final Path directory;

	private final List<String> blocked = new CopyOnWriteArrayList<>();

	final AtomicInteger uses = new AtomicInteger();

	final AtomicInteger open = new AtomicInteger();

	final AtomicLong bytesRead = new AtomicLong();

	volatile long readable = Long.MAX_VALUE;

	volatile long space = Long.MAX_VALUE;

	private volatile @Nullable IOException refusal;

	/**
	 * Create a disk.
	 * @param directory the actual directory of the files
	 */
	public WatchedDisk(Path directory) {
		this.directory = directory;
	}

	/**
	 * Return the directory.
	 * @return the directory, on this disk
	 */
	public Path directory() {
		return watched(this.directory);
	}

	/**
	 * Fail with a disk error after a part of a file was read.
	 * @param bytes the number of bytes that can be read
	 */
	public void readable(long bytes) {
		this.readable = bytes;
	}

	/**
	 * Be full after a part of a file was written.
	 * @param bytes the number of bytes that can be written
	 */
	public void space(long bytes) {
		this.space = bytes;
	}

	/**
	 * Reject to open files.
	 * @param refusal the exception to throw
	 */
	public void refuse(IOException refusal) {
		this.refusal = refusal;
	}

	/**
	 * Return how often the disk was used.
	 * @return the number of uses
	 */
	public int uses() {
		return this.uses.get();
	}

	/**
	 * Return the uses by threads that must not block.
	 * @return each use with the name of its thread
	 */
	public List<String> blocked() {
		return this.blocked;
	}

	/**
	 * Return how many files are open.
	 * @return the number of files
	 */
	public int openFiles() {
		return this.open.get();
	}

	/**
	 * Return the number of bytes read.
	 * @return the number of bytes
	 */
	public long bytesRead() {
		return this.bytesRead.get();
	}

	void note(String use) {
		this.uses.incrementAndGet();
		if (Schedulers.isInNonBlockingThread()) {
			this.blocked.add(use + " on " + Thread.currentThread().getName());
		}
	}

	Path watched(Path path) {
		return (Path) Proxy.newProxyInstance(WatchedDisk.class.getClassLoader(), new Class<?>[] { WatchedPath.class },
				(proxy, method, arguments) -> invoke(path, method, arguments));
	}

	private @Nullable Object invoke(Path path, Method method, Object @Nullable [] arguments) throws Throwable {
		if (method.getName().equals("getFileSystem")) {
			return this.fileSystem;
		}
		if (method.getName().equals("unwatched")) {
			return path;
		}
		for (int i = 0; arguments != null && i < arguments.length; i++) {
			arguments[i] = (arguments[i] instanceof Path argument) ? unwatched(argument) : arguments[i];
		}
		try {
			Object result = method.invoke(path, arguments);
			return (result instanceof Path other) ? watched(other) : result;
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	private static Path unwatched(Path path) {
		return (path instanceof WatchedPath watched) ? watched.unwatched() : path;
	}

	/**
	 * Reject an operation that the client does not use. If the client starts to use it,
	 * it has to be watched as well.
	 */
	static UnsupportedOperationException unused() {
		return new UnsupportedOperationException("not watched yet");
	}

	@Override
	public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
			FileAttribute<?>... attributes) throws IOException {
		note("open");
		IOException refusal = this.refusal;
		if (refusal != null) {
			throw refusal;
		}
		return new WatchedChannel(this, Files.newByteChannel(unwatched(path), options, attributes));
	}

	@Override
	public void delete(Path path) throws IOException {
		note("delete");
		Files.delete(unwatched(path));
	}

	@Override
	public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
			throws IOException {
		note("readAttributes");
		return Files.readAttributes(unwatched(path), type, options);
	}

	@Override
	public void checkAccess(Path path, AccessMode... modes) throws IOException {
		note("checkAccess");
		Path real = unwatched(path);
		real.getFileSystem().provider().checkAccess(real, modes);
	}

	@Override
	public String getScheme() {
		return "watched";
	}

	@Override
	public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
		throw unused();
	}

	@Override
	public FileSystem getFileSystem(URI uri) {
		throw unused();
	}

	@Override
	public Path getPath(URI uri) {
		throw unused();
	}

	@Override
	public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter) {
		throw unused();
	}

	@Override
	public void createDirectory(Path directory, FileAttribute<?>... attributes) {
		throw unused();
	}

	@Override
	public void copy(Path source, Path target, CopyOption... options) {
		throw unused();
	}

	@Override
	public void move(Path source, Path target, CopyOption... options) {
		throw unused();
	}

	@Override
	public boolean isSameFile(Path one, Path other) {
		throw unused();
	}

	@Override
	public boolean isHidden(Path path) {
		throw unused();
	}

	@Override
	public FileStore getFileStore(Path path) {
		throw unused();
	}

	@Override
	public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
		throw unused();
	}

	@Override
	public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
		throw unused();
	}

	@Override
	public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
		throw unused();
	}

	/**
	 * A path on this disk.
	 */
	interface WatchedPath extends Path {

		Path unwatched();

	}

}
