package com.experiture.client.internal.upload;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.InvalidFileContentException;
import com.experiture.client.error.UploadException;
import com.experiture.client.internal.concurrent.BlockingExecutor;
import com.experiture.client.internal.text.NetworkProblem;
import com.experiture.client.internal.text.ServerText;

/**
 * Uploads files to signed URLs of other hosts. Nothing that is intended for the API is
 * sent: no filter, token or correlation id. Redirects are not followed. A file is sent
 * from disk, either by the operating system if there is no TLS, or in small chunks, so
 * its size is not limited by the memory.
 */
public final class FileUploader {

	private static final int MAX_ERROR_LENGTH = 4096;

	private static final Duration ERROR_TIMEOUT = Duration.ofSeconds(2);

	private static final Pattern ERROR_CODE = Pattern.compile("<Code>([A-Za-z]{1,64})</Code>");

	// Statuses of an expired or damaged signature, and transient ones.
	private static final Set<Integer> TRANSIENT = Set.of(400, 401, 403, 408, 410, 425, 429);

	private final Supplier<HttpClient> client;

	private final BlockingExecutor executor;

	/**
	 * Create an uploader.
	 * @param client supplies the HTTP client, called for each upload
	 * @param executor reads the files
	 */
	public FileUploader(Supplier<HttpClient> client, BlockingExecutor executor) {
		this.client = client;
		this.executor = executor;
	}

	/**
	 * Upload a file. Fails with an {@link UploadException}.
	 * @param upload the file and its destination
	 * @param call the call to name in a failure
	 * @return completes when the storage has received the whole file
	 */
	public Mono<Void> put(FileUpload upload, CallDetails call) {
		return Mono.defer(() -> {
			URI url = url(upload, call);
			FileContent content = upload.content();
			UploadMonitor monitor = new UploadMonitor(upload.stallTimeout(), upload.progress());
			SignedRequest signed = new SignedRequest(url, content, monitor);
			ZeroCopyTransfer transfer = isZeroCopy(url, content) ? new ZeroCopyTransfer(content, monitor, this.executor)
					: null;
			return signed.through(client(content))
				.send((request, outbound) -> send(outbound, signed, content, transfer, monitor))
				.response((response, body) -> complete(response, body, content, call, monitor))
				.then()
				.and((transfer != null) ? transfer.inspected() : Mono.empty())
				.takeUntilOther(monitor.stalled())
				.then(Mono.defer(monitor::failIfStalled))
				.doFinally((signal) -> monitor.stop())
				.onErrorResume(IOException.class,
						(failure) -> (transfer != null && UnreadableFileException.in(failure) == null)
								? transfer.examine(failure) : Mono.error(failure))
				.onErrorMap(Exception.class, (failure) -> failed(url, call, failure));
		});
	}

	// SignedRequest sets the final headers. Without a length here, the request would be
	// sent with chunked transfer encoding.
	private HttpClient client(FileContent content) {
		return this.client.get()
			.disableRetry(true)
			.followRedirect(false)
			.compress(false)
			.responseTimeout(null)
			.option(ChannelOption.SO_KEEPALIVE, true)
			.headers((headers) -> headers.clear().set(HttpHeaderNames.CONTENT_LENGTH, content.size()))
			.doOnResponse((response, connection) -> closeAfterUse(connection));
	}

	// A storage that has rejected a file can close the connection when the next request
	// is already in transit, so connections are not reused. The header "Connection:
	// close" is not sent, because the storage could close the connection during the
	// upload, and its error response would be lost.
	private static void closeAfterUse(Connection connection) {
		boolean shared = connection.channel().parent() != null;
		if (!shared) {
			connection.markPersistent(false);
		}
	}

	// The exception of a malformed URL would quote it.
	private static URI url(FileUpload upload, CallDetails call) {
		URI url;
		try {
			url = URI.create(upload.url());
		}
		catch (IllegalArgumentException ex) {
			throw new UploadException(call, "the upload URL of the API is malformed", 0, false, null);
		}
		String problem = SignedRequest.problem(url);
		if (problem != null) {
			throw new UploadException(call, "the upload URL of the API " + problem, 0, false, null);
		}
		return url;
	}

	private static boolean isZeroCopy(URI url, FileContent content) {
		return "http".equalsIgnoreCase(url.getScheme())
				&& content.file().getFileSystem().equals(FileSystems.getDefault());
	}

	// A storage can reject the file during the upload, which is only detected if the
	// connection is read.
	private Publisher<Void> send(NettyOutbound outbound, SignedRequest signed, FileContent content,
			@Nullable ZeroCopyTransfer transfer, UploadMonitor monitor) {
		outbound.withConnection((connection) -> {
			connection.addHandlerFirst(signed.name(), signed);
			connection.channel().config().setAutoRead(true);
			monitor.start(connection.channel());
		});
		return (transfer != null) ? transfer.send(outbound)
				: outbound.send(new FileChunks(content, this.executor).read(outbound.alloc()));
	}

	private static Publisher<Void> complete(HttpClientResponse response, ByteBufFlux body, FileContent content,
			CallDetails call, UploadMonitor monitor) {
		int status = response.status().code();
		if (status >= 200 && status < 300) {
			return (monitor.sent() >= content.size()) ? Mono.empty()
					: Mono.error(new UploadException(call, "the storage responded with " + status + " after "
							+ monitor.sent() + " of " + content.size() + " bytes", status, true, null));
		}
		if (status >= 300 && status < 400) {
			return Mono.error(new UploadException(call,
					"the storage responded with a redirect, " + status + ", which is not followed", status, false,
					null));
		}
		return code(body)
			.flatMap((code) -> Mono.error(new UploadException(call, "the storage responded with " + status + code,
					status, status >= 500 || TRANSIENT.contains(status), null)));
	}

	// Only the code of the error is used, because the rest of the body can quote the URL.
	private static Mono<String> code(ByteBufFlux body) {
		return body.asString(StandardCharsets.UTF_8)
			.scan("", String::concat)
			.takeUntil((text) -> text.length() >= MAX_ERROR_LENGTH)
			.last("")
			.timeout(ERROR_TIMEOUT)
			.onErrorReturn("")
			.map((text) -> {
				Matcher matcher = ERROR_CODE.matcher(text);
				return matcher.find() ? " (" + matcher.group(1) + ")" : "";
			});
	}

	private static Throwable failed(URI url, CallDetails call, Throwable failure) {
		Throwable cause = Exceptions.unwrap(failure);
		if (cause instanceof UploadException) {
			return cause;
		}
		IOException fileFailure = UnreadableFileException.in(cause);
		if (fileFailure instanceof InvalidFileContentException invalid) {
			return new UploadException(call, "the file " + invalid.reason(), 0, false, invalid);
		}
		if (fileFailure != null) {
			return new UploadException(call, "the file cannot be read", 0, false, fileFailure);
		}
		NetworkProblem problem = NetworkProblem.of(cause);
		return new UploadException(call,
				"the connection to " + ServerText.text(url.getScheme() + "://" + url.getAuthority()) + " failed ("
						+ problem.reason() + "); check " + problem.remedy(),
				0, true, cause);
	}

}
