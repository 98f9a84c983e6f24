package com.experiture.emulator.internal.audiences;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An audience: a filter of the stored profiles, evaluated at each use.
 *
 * @param id the id, a UUID
 * @param name the name
 * @param filter matches the profiles that belong to the audience
 * @param fieldsUsed the fields that the filter uses
 */
public record StoredAudience(String id, String name, Predicate<Map<String, Object>> filter, List<String> fieldsUsed) {
}
