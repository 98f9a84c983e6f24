package com.experiture.measurements;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.http.JobWait;
import com.experiture.client.imports.CreatedImport;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportPhase;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.imports.ImportRequest;
import com.experiture.emulator.ExperitureEmulator;

/**
 * Uploads a sparse file by {@code curl -T} and by {@code importFile} in turns, to an
 * emulator in another process, and compares. Run it with a small heap:
 *
 * <pre class="code">
 * java -Xmx64m -cp ... com.experiture.measurements.UploadMeasurement 4294967296 5
 * </pre>
 *
 * The arguments are the size of the file in bytes and the number of rounds.
 */
public final class UploadMeasurement {

	private static final double MEGABYTE = 1_000_000;

	private final ExperitureClient client;

	private final Path file;

	private final long size;

	private UploadMeasurement(ExperitureClient client, Path file, long size) {
		this.client = client;
		this.file = file;
		this.size = size;
	}

	public static void main(String[] args) throws Exception {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
		if (args.length == 0) {
			serve();
			return;
		}
		long size = Long.parseLong(args[0]);
		int rounds = (args.length > 1) ? Integer.parseInt(args[1]) : 3;
		Path file = Files.createTempFile("experiture-measurement", ".csv");
		Process server = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-Xmx512m", "-cp",
				System.getProperty("java.class.path"), UploadMeasurement.class.getName())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (BufferedReader lines = server.inputReader(); ExperitureClient client = client(lines)) {
			Files.writeString(file, "order_id,total\n");
			try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
				sparse.setLength(size);
			}
			new UploadMeasurement(client, file, size).compare(rounds);
		}
		finally {
			server.destroy();
			Files.delete(file);
		}
	}

	private static void serve() throws IOException {
		try (ExperitureEmulator emulator = ExperitureEmulator.builder()
			.settings((it) -> it.instantJobs(true))
			.start()) {
			System.out.println("emulator " + emulator.baseUrl() + " " + emulator.tokenUri() + " " + emulator.clientId()
					+ " " + emulator.clientSecret());
			System.in.read();
		}
	}

	private static ExperitureClient client(BufferedReader lines) throws IOException {
		String line = lines.readLine();
		while (line != null && !line.startsWith("emulator ")) {
			line = lines.readLine();
		}
		String[] parts = String.valueOf(line).split(" ");
		return ExperitureClient.builder()
			.baseUrl(URI.create(parts[1]))
			.credentials(new ClientCredentials(URI.create(parts[2]), parts[3], parts[4], List.of(),
					ClientAuthentication.CLIENT_SECRET_BASIC))
			.build();
	}

	private void compare(int rounds) throws IOException, InterruptedException {
		System.out.printf("%d bytes, heap of at most %d MB%n", this.size, Runtime.getRuntime().maxMemory() >> 20);
		double[] ratios = new double[rounds];
		for (int round = -1; round < rounds; round++) {
			double curl = curl();
			double own = importFile();
			System.out.printf("%s: curl -T %.0f MB/s, importFile %.0f MB/s, ratio %.2f%n",
					(round < 0) ? "warm-up" : "round " + (round + 1), curl, own, own / curl);
			if (round >= 0) {
				ratios[round] = own / curl;
			}
		}
		Arrays.sort(ratios);
		System.out.printf("median ratio %.2f; peak heap %d MB, direct buffers %d MB%n", ratios[rounds / 2],
				peakHeap() >> 20, directBuffers() >> 20);
	}

	private double curl() throws IOException, InterruptedException {
		CreatedImport created = this.client.imports()
			.create(ImportRequest.builder("orders", "orders.csv", this.size).build());
		Process curl = new ProcessBuilder("curl", "-sS", "--fail", "-o", "/dev/null", "-w", "%{time_total}", "-H",
				"Content-Type: text/csv", "-H", "Expect:", "-T", this.file.toString(), created.uploadUrl())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String seconds;
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(curl.getInputStream(), StandardCharsets.UTF_8))) {
			seconds = output.readLine();
		}
		if (curl.waitFor() != 0) {
			throw new IOException("curl failed");
		}
		return this.size / MEGABYTE / Double.parseDouble(seconds);
	}

	private double importFile() throws IOException {
		Map<ImportPhase, Long> begun = new EnumMap<>(ImportPhase.class);
		ImportReport report = this.client.imports()
			.importFile(this.file,
					ImportOptions.builder("orders")
						.await(JobWait.atMost(Duration.ofMinutes(1)))
						.listener((progress) -> begun.putIfAbsent(progress.phase(), System.nanoTime()))
						.build());
		if (report.uploads() != 1 || report.uploadedBytes() != this.size) {
			throw new IOException("Not one upload of the whole file");
		}
		long nanos = begun.getOrDefault(ImportPhase.SUBMIT_MAPPING, 0L) - begun.getOrDefault(ImportPhase.UPLOAD, 0L);
		return this.size / MEGABYTE / (nanos / 1e9);
	}

	private static long peakHeap() {
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.map(MemoryPoolMXBean::getPeakUsage)
			.mapToLong((usage) -> usage.getUsed())
			.sum();
	}

	private static long directBuffers() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
	}

}
