package com.experiture.emulator.internal.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The records of one object. One lock guards rows and indexes. It is held for about a
 * microsecond per record: reading and checking a request, which take much longer, are
 * done before.
 */
public final class ObjectStore {

	private final StoredSchema schema;

	private final RecordReader reader;

	private final ReentrantLock lock = new ReentrantLock();

	private final List<Row> rows = new ArrayList<>();

	private final int[] keyFields;

	private final KeyIndex[] indexes;

	ObjectStore(StoredSchema schema) {
		this.schema = schema;
		this.reader = new RecordReader(schema);
		int keys = schema.identityKeys().size();
		this.keyFields = new int[keys];
		this.indexes = new KeyIndex[keys];
		for (int i = 0; i < keys; i++) {
			this.keyFields[i] = field(schema.identityKeys().get(i));
			this.indexes[i] = new KeyIndex();
		}
	}

	public StoredSchema schema() {
		return this.schema;
	}

	public RecordReader reader() {
		return this.reader;
	}

	/**
	 * Insert records, all of them in one step.
	 * @param records the records, owned by the store from now on
	 */
	public void append(List<Row> records) {
		this.lock.lock();
		try {
			records.forEach(this::insert);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Merge records field by field, all of them in one step. A record is inserted if it
	 * does not have the match key's field or matches no record.
	 * @param changes the records, owned by the store from now on
	 * @param matchKey an identity key
	 */
	public void upsert(List<Row> changes, String matchKey) {
		int key = this.schema.identityKeys().indexOf(matchKey);
		this.lock.lock();
		try {
			for (Row change : changes) {
				Object value = change.value(this.keyFields[key]);
				Row row = (value != null) ? this.indexes[key].first(value) : null;
				if (row != null) {
					merge(row, change);
				}
				else {
					insert(change);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	public int size() {
		this.lock.lock();
		try {
			return this.rows.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	public List<Map<String, Object>> all() {
		this.lock.lock();
		try {
			return this.rows.stream().map(this::copy).toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	public Optional<Map<String, Object>> find(String field, Object value) {
		int position = field(field);
		int key = this.schema.identityKeys().indexOf(field);
		this.lock.lock();
		try {
			Row found = (key >= 0) ? this.indexes[key].first(value)
					: this.rows.stream().filter((row) -> value.equals(row.value(position))).findFirst().orElse(null);
			return Optional.ofNullable(found).map(this::copy);
		}
		finally {
			this.lock.unlock();
		}
	}

	void clear() {
		this.lock.lock();
		try {
			this.rows.clear();
			for (KeyIndex index : this.indexes) {
				index.clear();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private int field(String name) {
		Integer position = this.reader.position(name);
		if (position == null) {
			throw new IllegalArgumentException("Object '" + this.schema.name() + "' has no field '" + name + "'");
		}
		return position;
	}

	private void insert(Row record) {
		Row row = record.stored();
		this.rows.add(row);
		for (int i = 0; i < this.indexes.length; i++) {
			this.indexes[i].add(row.value(this.keyFields[i]), row);
		}
	}

	private void merge(Row row, Row change) {
		for (int i = 0; i < this.indexes.length; i++) {
			int field = this.keyFields[i];
			Object before = row.value(field);
			if (change.values()[field] != null && !change.values()[field].equals(before)) {
				this.indexes[i].remove(before, row);
				this.indexes[i].add(change.value(field), row);
			}
		}
		for (int field = 0; field < row.values().length; field++) {
			if (change.values()[field] != null) {
				row.values()[field] = change.value(field);
			}
		}
	}

	private Map<String, Object> copy(Row row) {
		Map<String, Object> copy = new LinkedHashMap<>();
		List<SchemaField> fields = this.schema.fields();
		for (int i = 0; i < fields.size(); i++) {
			@Nullable Object value = row.value(i);
			if (value != null) {
				copy.put(fields.get(i).name(), value);
			}
		}
		return Collections.unmodifiableMap(copy);
	}

}
