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
import com.experiture.client.internal.transport.LazyConnector;

/**
 * Puts files to signed addresses of foreign hosts. Nothing that is meant for the API goes
 * along: no filter, no token, no correlation id. No redirect is followed. A file is sent
 * from disk as it is: by the operating system where there is no TLS, else in small
 * pieces, so that its size does not matter.
 */
public final class FileUploader {

	private static final int MAX_ERROR_LENGTH = 4096;

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

	private static final Pattern ERROR_CODE = Pattern.compile("<Code>([A-Za-z]{1,64})</Code>");

	// What storages answer to an expired or damaged signature, and what passes by itself.
	private static final Set<Integer> REPEATABLE = Set.of(400, 401, 403, 408, 410, 425, 429);

	private final Supplier<HttpClient> client;

	private final BlockingExecutor workers;

	/**
	 * Create an uploader.
	 * @param connector opens the connections
	 * @param workers read the files
	 */
	public FileUploader(LazyConnector connector, BlockingExecutor workers) {
		this(connector::httpClient, workers);
	}

	public FileUploader(Supplier<HttpClient> client, BlockingExecutor workers) {
		this.client = client;
		this.workers = workers;
	}

	/**
	 * Upload a file. Fails with an {@link UploadException}.
	 * @param upload the file and where it goes
	 * @param call names the upload in a failure
	 * @return completes when the storage has the whole file
	 */
	public Mono<Void> put(FileUpload upload, CallDetails call) {
		return Mono.defer(() -> {
			URI address = address(upload, call);
			UploadMeter meter = new UploadMeter(upload.stallTimeout(), upload.progress());
			SignedRequest signed = new SignedRequest(address, upload, meter);
			FileTransfer transfer = isZeroCopy(address, upload) ? new FileTransfer(upload, meter, this.workers) : null;
			return signed.through(client(upload))
				.send((request, outbound) -> send(outbound, signed, upload, transfer, meter))
				.response((response, content) -> answer(response, content, upload, call, meter))
				.then()
				.and((transfer != null) ? transfer.inspected() : Mono.empty())
				.takeUntilOther(meter.stalled())
				.then(Mono.defer(meter::verdict))
				.doFinally((signal) -> meter.stop())
				.onErrorResume(IOException.class,
						(failure) -> (transfer != null && UnreadableFile.in(failure) == null)
								? transfer.examine(failure) : Mono.error(failure))
				.onErrorMap(Exception.class, (failure) -> failed(address, call, failure));
		});
	}

	// The headers become final when the request leaves, but a length that is not known
	// before would have it sent in chunks.
	private HttpClient client(FileUpload upload) {
		return this.client.get()
			.disableRetry(true)
			.followRedirect(false)
			.compress(false)
			.responseTimeout(null)
			.option(ChannelOption.SO_KEEPALIVE, true)
			.headers((headers) -> headers.clear().set(HttpHeaderNames.CONTENT_LENGTH, upload.size()))
			.doOnResponse((response, connection) -> closeInTheEnd(connection));
	}

	// A storage that refused a file may close the connection when the next one is on its
	// way, so none is used twice. The storage is not asked to close it, since it would do
	// so while the file is being sent, and its refusal would be lost.
	private static void closeInTheEnd(Connection connection) {
		boolean shared = connection.channel().parent() != null;
		if (!shared) {
			connection.markPersistent(false);
		}
	}

	// The exception of a malformed address would quote it.
	private static URI address(FileUpload upload, CallDetails call) {
		URI address;
		try {
			address = URI.create(upload.address());
		}
		catch (IllegalArgumentException ex) {
			throw new UploadException(call, "the upload URL of the API is malformed", 0, false, null);
		}
		String problem = SignedRequest.problem(address);
		if (problem != null) {
			throw new UploadException(call, "the upload URL of the API " + problem, 0, false, null);
		}
		return address;
	}

	private static boolean isZeroCopy(URI address, FileUpload upload) {
		return "http".equalsIgnoreCase(address.getScheme())
				&& upload.file().getFileSystem().equals(FileSystems.getDefault());
	}

	// A storage may refuse the file while it is still being sent, which is only seen when
	// somebody reads.
	private Publisher<Void> send(NettyOutbound outbound, SignedRequest signed, FileUpload upload,
			@Nullable FileTransfer transfer, UploadMeter meter) {
		outbound.withConnection((connection) -> {
			connection.addHandlerFirst(signed.name(), signed);
			connection.channel().config().setAutoRead(true);
			meter.start(connection.channel());
		});
		return (transfer != null) ? transfer.send(outbound)
				: outbound.send(new FileChunks(upload, this.workers).read(outbound.alloc()));
	}

	private static Publisher<Void> answer(HttpClientResponse response, ByteBufFlux content, FileUpload upload,
			CallDetails call, UploadMeter meter) {
		int status = response.status().code();
		if (status >= 200 && status < 300) {
			return (meter.sent() >= upload.size()) ? Mono.empty() : Mono.error(new UploadException(call,
					"the storage answered " + status + " after " + meter.sent() + " of " + upload.size() + " bytes",
					status, true, null));
		}
		if (status >= 300 && status < 400) {
			return Mono.error(new UploadException(call,
					"the storage answered with a redirect, " + status + ", which is never followed", status, false,
					null));
		}
		return code(content).flatMap((code) -> Mono.error(new UploadException(call,
				"the storage answered " + status + code, status, status >= 500 || REPEATABLE.contains(status), null)));
	}

	// Of the error nothing but its code is of use, and the rest may quote the address.
	private static Mono<String> code(ByteBufFlux content) {
		return content.asString(StandardCharsets.UTF_8)
			.scan("", String::concat)
			.takeUntil((text) -> text.length() >= MAX_ERROR_LENGTH)
			.last("")
			.timeout(ANSWER_TIMEOUT)
			.onErrorReturn("")
			.map((text) -> {
				Matcher matcher = ERROR_CODE.matcher(text);
				return matcher.find() ? " (" + matcher.group(1) + ")" : "";
			});
	}

	private static Throwable failed(URI address, CallDetails call, Throwable failure) {
		Throwable cause = Exceptions.unwrap(failure);
		if (cause instanceof UploadException) {
			return cause;
		}
		IOException ofFile = UnreadableFile.in(cause);
		if (ofFile instanceof InvalidFileContentException invalid) {
			return new UploadException(call, "the file " + invalid.reason(), 0, false, invalid);
		}
		if (ofFile != null) {
			return new UploadException(call, "the file cannot be read", 0, false, ofFile);
		}
		NetworkProblem problem = NetworkProblem.of(cause);
		return new UploadException(call,
				"the connection to " + ServerText.text(address.getScheme() + "://" + address.getAuthority())
						+ " failed (" + problem.reason() + "); check " + problem.remedy(),
				0, true, cause);
	}

}
