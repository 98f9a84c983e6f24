package com.experiture.emulator;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An audience: a question asked of the stored profiles whenever it is looked at.
 *
 * @param id the id, a UUID
 * @param name the name
 * @param filter which profiles belong to it
 * @param fieldsUsed the fields that the filter looks at
 */
record Audience(String id, String name, Predicate<Map<String, Object>> filter, List<String> fieldsUsed) {
}
