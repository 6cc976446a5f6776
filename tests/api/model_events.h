// What webhooks are sent, by the model: which events there are and who waits for them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "api/model.h"

namespace tally::testing_support {

// The body that every webhook of these tests has, with the values of an event: its name, consumer and
// version, provider and version, what is known of the result.
extern const char* const kWebhookBody;

// The bodies that are sent, sorted, right after the operation.
std::vector<std::string> sent_for_publication(const Model& model, const Model::Publication& publication,
                                              Model::Published how);
// `consumer_versions`: those the provider was given the contract for; none: the newest that has it.
std::vector<std::string> sent_for_result(const Model& model, const Model::Result& result,
                                         std::set<std::string> consumer_versions);

}  // namespace tally::testing_support
