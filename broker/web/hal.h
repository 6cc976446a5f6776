// HAL documents: properties, then `_embedded`, then `_links`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "http/message.h"
#include "web/request_context.h"

namespace tally::web {

// What a link says of itself as `templated`: "true" when its href has braces; or "false" otherwise; or always
// "false"; or nothing.
enum class Templated { when_it_is, always_said, denied, unsaid };

struct Link {
    std::string href;  // empty: the link is left out
    std::string title = {};
    std::string name = {};
    Templated templated = Templated::when_it_is;
    std::vector<std::pair<std::string, json::Value>> more = {};
};

class Hal {
  public:
    Hal& set(std::string name, json::Value value);
    Hal& set_if(std::string name, const std::optional<std::string>& value);  // nulls are omitted
    // `createdAt`, and `updatedAt` where it differs, from times as they are stored.
    Hal& set_times(std::string_view created_at, std::string_view updated_at = {});
    Hal& embed(std::string name, json::Value value);
    Hal& link(std::string rel, Link link);
    Hal& links(std::string rel, std::vector<Link> links);  // an array, also when it is empty
    // The short form of rels: `{prefix}:x` is documented at `href`.
    Hal& curies(const std::string& href, const std::vector<std::string_view>& prefixes = {"pb"});

    bool has_link(std::string_view rel) const { return links_.contains(rel); }
    json::Object take_links() && { return std::move(links_); }
    json::Value take() &&;

  private:
    json::Object properties_;
    json::Object embedded_;
    json::Object links_;
};

// "2021-09-01T00:07:21+00:00" of a stored "2021-09-01T00:07:21.123456Z".
std::string shown_time(std::string_view stored);

http::Response hal_response(const RequestContext& context, json::Value document, int status = 200);
http::Response created_response(const RequestContext& context, json::Value document,
                                const std::string& location);
http::Response no_content();

}  // namespace tally::web
