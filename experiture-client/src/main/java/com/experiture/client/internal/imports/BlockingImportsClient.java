package com.experiture.client.internal.imports;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.PollOptions;
import com.experiture.client.imports.CreatedImport;
import com.experiture.client.imports.ImportJob;
import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.imports.ImportRequest;
import com.experiture.client.imports.ImportRowError;
import com.experiture.client.imports.ImportsClient;
import com.experiture.client.imports.ReactiveImportsClient;
import com.experiture.client.internal.blocking.Blocking;

public class BlockingImportsClient implements ImportsClient {

	private final ReactiveImportsClient client;

	public BlockingImportsClient(ReactiveImportsClient client) {
		this.client = client;
	}

	@Override
	public ImportsClient with(CallOptions options) {
		return new BlockingImportsClient(this.client.with(options));
	}

	@Override
	public CreatedImport create(ImportRequest request) {
		return Blocking.await(this.client.create(request));
	}

	@Override
	public ImportJob submitMapping(String jobId, ImportMapping mapping) {
		return Blocking.await(this.client.submitMapping(jobId, mapping));
	}

	@Override
	public ImportJob submitMapping(String jobId, Object body) {
		return Blocking.await(this.client.submitMapping(jobId, body));
	}

	@Override
	public ImportJob start(String jobId, Object body) {
		return Blocking.await(this.client.start(jobId, body));
	}

	@Override
	public ImportJob get(String jobId) {
		return Blocking.await(this.client.get(jobId));
	}

	@Override
	public ImportJob await(String jobId, PollOptions<? super ImportJob> wait) {
		return Blocking.await(this.client.await(jobId, wait));
	}

	@Override
	public ImportReport importFile(Path file, ImportOptions options) {
		return Blocking.await(this.client.importFile(file, options));
	}

	@Override
	public ImportReport importRecords(Publisher<?> records, ImportOptions options) {
		return Blocking.awaitReading(this.client.importRecords(records, options));
	}

	@Override
	public ImportReport importRecords(Iterable<?> records, ImportOptions options) {
		return Blocking.awaitReading(this.client.importRecords(records, options));
	}

	@Override
	public ImportReport importRecords(Stream<?> records, ImportOptions options) {
		return Blocking.awaitReading(this.client.importRecords(records, options));
	}

	@Override
	public Stream<ImportRowError> getErrors(String jobId, int pageSize) {
		return Blocking.stream(this.client.getErrors(jobId, pageSize));
	}

}
