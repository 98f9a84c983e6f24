package com.experiture.test.disk;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;

final class WatchedFileSystem extends FileSystem {

	private final WatchedDisk disk;

	WatchedFileSystem(WatchedDisk disk) {
		this.disk = disk;
	}

	@Override
	public FileSystemProvider provider() {
		return this.disk;
	}

	@Override
	public Path getPath(String first, String... more) {
		return this.disk.watched(Path.of(first, more));
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public boolean isReadOnly() {
		return false;
	}

	@Override
	public String getSeparator() {
		return "/";
	}

	@Override
	public Set<String> supportedFileAttributeViews() {
		return Set.of("basic");
	}

	@Override
	public void close() {
		throw WatchedDisk.unused();
	}

	@Override
	public Iterable<Path> getRootDirectories() {
		throw WatchedDisk.unused();
	}

	@Override
	public Iterable<FileStore> getFileStores() {
		throw WatchedDisk.unused();
	}

	@Override
	public PathMatcher getPathMatcher(String syntaxAndPattern) {
		throw WatchedDisk.unused();
	}

	@Override
	public UserPrincipalLookupService getUserPrincipalLookupService() {
		throw WatchedDisk.unused();
	}

	@Override
	public WatchService newWatchService() {
		throw WatchedDisk.unused();
	}

}
