package com.experiture.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import com.experiture.client.ExperitureClient;
import com.experiture.client.call.PollOptions;
import com.experiture.client.imports.CreatedImport;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportPhase;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.imports.ImportRequest;

/**
 * Uploads a sparse file by {@code curl -T} and by {@code importFile}, in turns and to the
 * same server.
 */
final class UploadBenchmark {

	private static final double MEGABYTE = 1_000_000;

	private final ExperitureClient client;

	private final Path file;

	private final long size;

	private UploadBenchmark(ExperitureClient client, Path file, long size) {
		this.client = client;
		this.file = file;
		this.size = size;
	}

	/**
	 * Run.
	 * @param args the size of the file in bytes, the number of rounds
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		long size = Long.parseLong(args[0]);
		int rounds = Integer.parseInt(args[1]);
		Path file = Files.createTempFile("experiture-benchmark", ".csv");
		try (ServerProcess server = ServerProcess.start(ApiServer.class, "256m", "0")) {
			Files.writeString(file, "order_id,total\n");
			try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
				sparse.setLength(size);
			}
			try (ExperitureClient client = Clients.of(server)) {
				new UploadBenchmark(client, file, size).compare(rounds);
			}
		}
		finally {
			Files.delete(file);
		}
	}

	private void compare(int rounds) throws IOException, InterruptedException {
		System.out.printf(Locale.ROOT, "%,d bytes, heap of at most %d MB%n", this.size,
				Runtime.getRuntime().maxMemory() >> 20);
		double[] ratios = new double[rounds];
		for (int round = -1; round < rounds; round++) {
			double curl = curl();
			double own = importFile();
			System.out.printf(Locale.ROOT, "%s: curl -T %,.0f MB/s, importFile %,.0f MB/s%n",
					(round < 0) ? "warm-up" : "round " + (round + 1), curl, own);
			if (round >= 0) {
				ratios[round] = own / curl;
			}
		}
		System.out.printf(Locale.ROOT, "median MB/s over that of curl: %.2f; peak heap %d MB, direct buffers %d MB%n",
				BulkBenchmark.median(ratios), Measured.heapAtPeak() >> 20, directBuffers() >> 20);
	}

	private double curl() throws IOException, InterruptedException {
		CreatedImport created = this.client.imports()
			.create(ImportRequest.builder("orders", "orders.csv", this.size).build());
		Process curl = new ProcessBuilder("curl", "-sS", "--fail", "-o", "/dev/null", "-w", "%{time_total}", "-H",
				"Content-Type: text/csv", "-H", "Expect:", "-T", this.file.toString(), created.uploadUrl())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String seconds;
		try (BufferedReader output = curl.inputReader()) {
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
						.await(PollOptions.builder().timeout(Duration.ofMinutes(1)).build())
						.onProgress((progress) -> begun.putIfAbsent(progress.phase(), System.nanoTime()))
						.build());
		if (report.uploads() != 1 || report.uploadedBytes() != this.size) {
			throw new IOException("Not one upload of the whole file");
		}
		long nanos = begun.getOrDefault(ImportPhase.SUBMIT_MAPPING, 0L) - begun.getOrDefault(ImportPhase.UPLOAD, 0L);
		return this.size / MEGABYTE / (nanos / 1e9);
	}

	private static long directBuffers() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
	}

}
