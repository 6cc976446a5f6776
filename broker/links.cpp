#include "links.h"

#include "base/encoding.h"
#include "web/negotiation.h"

namespace tally {

std::string Links::to(std::string_view path, std::initializer_list<std::string_view> values) const {
    if (!serves(path)) return {};
    std::string url = base_;
    if (path == "/") return url.empty() ? "/" : url;
    auto value = values.begin();
    while (!path.empty()) {
        const auto open = path.find('{');
        url += path.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = path.find('}', open);
        if (value != values.end()) {
            url += encoding::percent_encoded(*value++);
            const bool is_last = close + 1 == path.size();
            if (is_last && web::find_ending(url) != nullptr) url.replace(url.rfind('.'), 1, "%2E");
        } else {
            url += path.substr(open, close - open + 1);
        }
        path.remove_prefix(close + 1);
    }
    return url;
}

std::string Links::documentation(std::string_view context) const {
    return base_ + "/doc/{rel}?context=" + std::string(context);
}

std::string Links::webhook_documentation() const {
    return base_ + "/doc/webhooks-{rel}";
}

}  // namespace tally
