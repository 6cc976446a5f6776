#include "diagnostics.h"

#include <stdexcept>

#include "links.h"
#include "paths.h"
#include "web/hal.h"
#include "web/negotiation.h"

namespace tally {

namespace {

// Tools outside have always seen these two without a character set.
http::Response bare(http::Response response) {
    if (response.headers.value_or("Content-Type", "") == web::with_charset(web::kHal)) {
        response.headers.set("Content-Type", std::string(web::kHal));
    }
    return response;
}

}  // namespace

http::Response get_heartbeat(const web::RequestContext& context, storage::Database&) {
    web::Hal hal;
    hal.set("ok", true).link("self", {context.links.to(paths::kHeartbeat)});
    return bare(web::hal_response(context, std::move(hal).take()));
}

http::Response get_dependencies(const web::RequestContext& context, storage::Database& database) {
    json::Object state{{"ok", true}};
    try {
        database.read([](storage::Transaction& transaction) {
            transaction.query("SELECT COUNT(*) FROM schema_migrations");
        });
    } catch (const storage::StorageError& error) {
        state.set("ok", false);
        state.set("error", json::Object{{"message", error.what()}});
    }
    const bool ok = *state.find("ok")->boolean();
    web::Hal hal;
    hal.set("database", std::move(state)).link("self", {context.links.to(paths::kDependencies)});
    return bare(web::hal_response(context, std::move(hal).take(), ok ? 200 : 500));
}

http::Response raise_error(const web::RequestContext&, storage::Database&) {
    throw std::runtime_error("this is a test, asked for by a request");
}

}  // namespace tally
