#include "core/archive/pickle_bytes.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

using Items = std::vector<PickleValue>;

/// Walks nested containers iteratively, with an explicit stack.
class Walk {
  public:
    Sentence problem;
    /// Nesting depth inside every finished container; 0 while on the current path.
    std::unordered_map<const Items*, std::size_t> heights;

    void run(const PickleValue& value) {
        enter(value);
        while (!m_path.empty() && problem.empty()) {
            Frame& frame = m_path.back();
            if (frame.next < frame.items->size()) {
                enter((*frame.items)[frame.next++]);
                continue;
            }
            const Frame left = frame;
            heights[left.items] = left.height;
            m_path.pop_back();
            raise(left.height + 1);
        }
    }

  private:
    struct Frame {
        const Items* items = nullptr;
        std::size_t next = 0;
        std::size_t height = 1;
    };

    void raise(std::size_t height) {
        if (!m_path.empty()) {
            m_path.back().height = std::max(m_path.back().height, height);
        }
    }

    void enter(const PickleValue& value) {
        if (value.items == nullptr) {
            return;
        }
        const auto [seen, fresh] = heights.emplace(value.items.get(), 0);
        if (!fresh && seen->second == 0) {
            problem = Core::tr("a container holds itself");
        } else if (m_path.size() + std::max<std::size_t>(seen->second, 1) > kDeepestPickle) {
            problem = Core::tr("it is nested deeper than any state dict");
        } else if (fresh) {
            m_path.push_back({.items = value.items.get()});
        } else {
            raise(seen->second + 1);
        }
    }

    std::vector<Frame> m_path;
};

}  // namespace

void PickleBytes::failEarly() const {
    throw Error(
        {.action = Core::tr("reading"), .file = m_source, .reason = Core::tr("the pickled part ends early")});
}

std::string_view PickleBytes::take(std::uint64_t count) {
    if (count > m_bytes.size() - m_at) {
        failEarly();
    }
    const std::string_view part = m_bytes.substr(m_at, count);
    m_at += count;
    return part;
}

std::uint64_t PickleBytes::number(std::size_t bytes) {
    const std::string_view part = take(bytes);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(part[i])) << (8 * i);
    }
    return value;
}

std::string_view PickleBytes::line() {
    const std::size_t end = m_bytes.find('\n', m_at);
    if (end == std::string_view::npos) {
        failEarly();
    }
    const std::string_view text = m_bytes.substr(m_at, end - m_at);
    m_at = end + 1;
    return text;
}

std::int64_t signedNumber(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    if (!bytes.empty() && bytes.size() < 8 && (static_cast<unsigned char>(bytes.back()) & 0x80U) != 0) {
        value |= ~std::uint64_t{0} << (8 * bytes.size());
    }
    return static_cast<std::int64_t>(value);
}

std::unordered_set<const Items*> containersWithin(const PickleValue& value, Sentence& problem) {
    Walk walk;
    walk.run(value);
    problem = walk.problem.empty() ? problem : walk.problem;
    std::unordered_set<const Items*> containers;
    for (const auto& [items, height] : walk.heights) {
        containers.insert(items);
    }
    return containers;
}

std::vector<std::string> unreadClasses(const PickleValue& value) {
    std::set<std::string> names;
    const auto note = [&](const PickleValue& item) {
        if (item.kind == PickleValue::Kind::object) {
            names.insert(item.text);
        }
    };
    note(value);
    Sentence problem;
    for (const Items* items : containersWithin(value, problem)) {
        std::for_each(items->begin(), items->end(), note);
    }
    return {names.begin(), names.end()};
}

}  // namespace priorscope
