// Versions of applications, their tags and branches.
#pragma once

#include <string>
#include <vector>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

Result<HalDocument> get_version(BrokerClient& broker, const std::string& pacticipant,
                                const std::string& number);
// Of those with the tag, unless it is empty.
Result<HalDocument> get_latest_version(BrokerClient& broker, const std::string& pacticipant,
                                       const std::string& tag);

// Puts it on the branch and tags it; without either it is only created.
Result<std::vector<HalDocument>> create_or_update_version(BrokerClient& broker,
                                                          const std::string& pacticipant,
                                                          const std::string& number,
                                                          const std::string& branch,
                                                          const std::vector<std::string>& tags);

Result<HalDocument> create_version_tag(BrokerClient& broker, const std::string& pacticipant,
                                       const std::string& number, const std::string& tag);

// False when there was none.
Result<bool> delete_version_tag(BrokerClient& broker, const std::string& pacticipant,
                                const std::string& number, const std::string& tag);
Result<bool> delete_branch(BrokerClient& broker, const std::string& pacticipant, const std::string& branch);

}  // namespace tally::broker_api
