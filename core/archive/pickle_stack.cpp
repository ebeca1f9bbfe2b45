#include "core/archive/pickle_stack.hpp"

#include <iterator>
#include <utility>

#include "core/archive/pickle_bytes.hpp"

namespace priorscope {
namespace {

using Kind = PickleValue::Kind;

constexpr std::uint64_t kBaseAllowance = std::uint64_t{32} << 20;
constexpr std::uint64_t kAllowancePerByte = 8;
// Per value in a growing vector: the old and the new block exist at the same time.
constexpr std::uint64_t kValueCost = 3 * sizeof(PickleValue);
constexpr std::uint64_t kContainerCost = 160;
constexpr std::uint64_t kMemoCost = sizeof(PickleValue) + 64;
constexpr std::uint64_t kTensorCost = 640;

}  // namespace

PickleStack::PickleStack(const PickleObjects& objects, std::size_t bytes)
    : m_objects(objects), m_allowance(kBaseAllowance + kAllowancePerByte * bytes) {}

PickleStack::~PickleStack() {
    for (const auto& items : m_containers) {
        items->clear();
    }
}

void PickleStack::malformed(const Sentence& reason) const {
    m_objects.fail(Core::tr("the pickled part is not well-formed: %1").arg(reason));
}

void PickleStack::charge(std::uint64_t bytes) {
    if (bytes > m_allowance) {
        m_objects.fail(Core::tr("the pickled part would take far more memory than a state dict of its size"));
    }
    m_allowance -= bytes;
}

void PickleStack::push(PickleValue value) {
    if (m_stack.size() >= m_highest) {
        charge(kValueCost);
        m_highest = m_stack.size() + 1;
    }
    m_stack.push_back(std::move(value));
}

void PickleStack::pushBoolean(bool value) {
    PickleValue v;
    v.kind = Kind::boolean;
    v.boolean = value;
    push(std::move(v));
}

void PickleStack::pushText(std::string_view text) {
    charge(text.size());
    push(PickleValue::of(std::string(text)));
}

void PickleStack::pushContainer(Kind kind, Items items) {
    charge(kContainerCost + items.size() * sizeof(PickleValue));
    PickleValue v;
    v.kind = kind;
    v.items = std::make_shared<Items>(std::move(items));
    m_containers.push_back(v.items);
    push(std::move(v));
}

void PickleStack::pushTuple(std::size_t count) {
    Items items(count);
    for (std::size_t i = count; i > 0; --i) {
        items[i - 1] = pop();
    }
    pushContainer(Kind::tuple, std::move(items));
}

void PickleStack::pushGlobal(std::string_view module, std::string_view name) {
    charge(module.size() + name.size() + 1);
    PickleValue v;
    v.kind = Kind::global;
    v.text = module;
    v.text.push_back(' ');
    v.text.append(name);
    push(std::move(v));
}

void PickleStack::pushStorage(PickleValue made) {
    charge(kTensorCost);
    push(std::move(made));
}

void PickleStack::pushCalled(PickleValue made) {
    charge(kTensorCost);
    if (made.items != nullptr) {
        charge(kContainerCost + made.items->size() * kValueCost);
        m_containers.push_back(made.items);
    }
    push(std::move(made));
}

PickleValue PickleStack::pop() {
    if (m_stack.empty() || (!m_marks.empty() && m_stack.size() <= m_marks.back())) {
        malformed(Core::tr("its stack runs empty"));
    }
    PickleValue value = std::move(m_stack.back());
    m_stack.pop_back();
    return value;
}

PickleValue& PickleStack::top() {
    if (m_stack.empty()) {
        malformed(Core::tr("its stack runs empty"));
    }
    return m_stack.back();
}

void PickleStack::pushMark() {
    charge(3 * sizeof(std::size_t));
    m_marks.push_back(m_stack.size());
}

PickleStack::Items PickleStack::popToMark() {
    if (m_marks.empty()) {
        malformed(Core::tr("a mark is missing"));
    }
    charge((m_stack.size() - m_marks.back()) * sizeof(PickleValue));
    const auto from = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    Items items(std::make_move_iterator(from), std::make_move_iterator(m_stack.end()));
    m_stack.erase(from, m_stack.end());
    m_marks.pop_back();
    return items;
}

void PickleStack::append(Kind kind, Items added) {
    PickleValue& target = top();
    const bool unread = target.kind == Kind::none || target.kind == Kind::call ||
                        (target.kind == Kind::object && kind == Kind::list);
    if (unread) {
        return;
    }
    if ((target.kind != kind && target.kind != Kind::object) ||
        (kind == Kind::dict && added.size() % 2 != 0)) {
        malformed(Core::tr("items without their container"));
    }
    charge(added.size() * kValueCost);
    target.items->insert(target.items->end(), std::make_move_iterator(added.begin()),
                         std::make_move_iterator(added.end()));
}

void PickleStack::setState(PickleValue state) {
    const PickleValue& target = top();
    if (target.kind == Kind::call) {
        charge(kValueCost);
        target.items->push_back(std::move(state));
    } else if (target.kind != Kind::dict && target.kind != Kind::none && target.kind != Kind::object &&
               target.kind != Kind::tensor) {
        malformed(Core::tr("it sets attributes on a value that has none"));
    }
}

void PickleStack::store(std::uint64_t key) {
    const PickleValue& value = top();
    charge(kMemoCost + value.text.size());
    m_memo[key] = value;
}

void PickleStack::recall(std::uint64_t key) {
    const auto found = m_memo.find(key);
    if (found == m_memo.end()) {
        malformed(Core::tr("it reads a memo entry that was never stored"));
    }
    charge(found->second.text.size());
    push(found->second);
}

PickleValue PickleStack::takeResult() {
    PickleValue result = pop();
    Sentence problem;
    const auto reachable = containersWithin(result, problem);
    if (!problem.empty()) {
        malformed(problem);
    }
    std::erase_if(m_containers, [&](const auto& items) { return reachable.contains(items.get()); });
    return result;
}

}  // namespace priorscope
