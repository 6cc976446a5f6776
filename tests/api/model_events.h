// What webhooks send, by the model: which events there are, who waits for them, and when they are told.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "api/model.h"

namespace tally::testing_support {

// The body that every webhook of these tests has, with the values of an event: its name, consumer and
// version, provider and version, what is known of the result.
extern const char* const kWebhookBody;

// What is queued right after the operation. In which order, where several are, is the broker's to say.
std::vector<Model::Delivery> queued_by_publication(const Model& model, const Model::Publication& publication,
                                                   Model::Published how);
// `consumer_versions`: those the provider was given the contract for; none: the newest that has it.
std::vector<Model::Delivery> queued_by_result(const Model& model, const Model::Result& result,
                                              const std::set<std::string>& consumer_versions);

// Tries everything that is due, once: the bodies that are sent. Receivers answer or they do not.
std::vector<std::string> deliver_due(Model& model, bool is_answered);

}  // namespace tally::testing_support
