#include "core/archive/pickle_objects.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

using Kind = PickleValue::Kind;
using Items = std::vector<PickleValue>;

/// Plain data that training scripts store beside the weights. The objects are not needed, so None
/// replaces them.
constexpr std::array<std::string_view, 14> kIgnoredClasses = {
    "argparse Namespace",
    "numpy.core.multiarray scalar",
    "numpy._core.multiarray scalar",
    "torch device",
    "builtins set",
    "__builtin__ set",
    "builtins complex",
    "datetime datetime",
    "datetime timedelta",
    "pathlib Path",
    "pathlib PosixPath",
    "pathlib WindowsPath",
    "collections deque",
    "torch._C Generator",
};

/// Functions that numpy's arrays are built with; PickledArrays interprets them.
constexpr std::array<std::string_view, 6> kCalls = {"numpy.core.multiarray _reconstruct",
                                                    "numpy._core.multiarray _reconstruct",
                                                    "numpy.core.numeric _frombuffer",
                                                    "numpy._core.numeric _frombuffer",
                                                    "numpy dtype",
                                                    "_codecs encode"};

/// Weight files never need these: a file that names them tries to execute code.
constexpr std::array<std::string_view, 16> kDangerousModules = {
    "os",        "posix", "nt",     "subprocess", "sys",    "shutil",     "socket",   "runpy",
    "importlib", "pty",   "ctypes", "code",       "codeop", "webbrowser", "commands", "popen2"};
constexpr std::array<std::string_view, 8> kDangerousFunctions = {
    "eval", "exec", "execfile", "compile", "open", "__import__", "input", "breakpoint"};

constexpr std::array<std::string_view, 4> kDictionaries = {"collections defaultdict", "collections Counter",
                                                           "builtins dict", "__builtin__ dict"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// @param name  "module function"
bool runsPrograms(std::string_view name) {
    const std::size_t blank = name.find(' ');
    const std::string_view module = name.substr(0, blank);
    if (module == "builtins" || module == "__builtin__") {
        return contains(kDangerousFunctions, name.substr(blank + 1));
    }
    return contains(kDangerousModules, module.substr(0, module.find('.')));
}

PickleValue unread(const std::string& name) {
    PickleValue object = PickleValue::makeDict();
    object.kind = Kind::object;
    object.text = name;
    return object;
}

}  // namespace

void PickleObjects::fail(const Sentence& reason, const Sentence& remedy) const {
    throw Error({.action = Core::tr("reading"), .file = m_source, .reason = reason, .remedy = remedy});
}

PickleValue PickleObjects::call(const PickleValue& callable, const PickleValue& arguments) const {
    if (arguments.kind != Kind::tuple) {
        fail(Core::tr("the pickled part is malformed: it calls without arguments"));
    }
    switch (callable.kind) {
        case Kind::global:
            return named(callable.text, arguments);
        case Kind::object:
            return unread(callable.text);
        case Kind::none:
        case Kind::call:
            return {};
        default:
            fail(Core::tr("the pickled part is malformed: it calls something that is not a class"));
    }
}

PickleValue PickleObjects::named(const std::string& name, const PickleValue& arguments) const {
    const auto rebuilds = [](std::string_view function) {
        return function == "torch._utils _rebuild_tensor_v2" || function == "torch._utils _rebuild_tensor";
    };
    const Items& given = *arguments.items;
    if (name == "collections OrderedDict") {
        return orderedDict(given);
    }
    if (rebuilds(name) && given.size() >= 4) {
        return tensor(given);
    }
    // A tensor with extra attributes, or of a subclass: function, class, arguments, attributes.
    if (name == "torch._tensor _rebuild_from_type_v2" && given.size() >= 3 && rebuilds(given[0].text) &&
        given[2].kind == Kind::tuple && given[2].items->size() >= 4) {
        return tensor(*given[2].items);
    }
    if ((name == "torch._utils _rebuild_parameter" || name == "torch._utils _rebuild_parameter_with_state") &&
        !given.empty() && given.front().kind == Kind::tensor) {
        return given.front();
    }
    if (name == "torch Size" && given.size() == 1 && given.front().kind == Kind::tuple) {
        return given.front();
    }
    if (contains(kDictionaries, name)) {
        return PickleValue::makeDict();
    }
    if (contains(kIgnoredClasses, name)) {
        return {};
    }
    if (contains(kCalls, name)) {
        PickleValue kept = PickleValue::makeDict();
        kept.kind = Kind::call;
        kept.text = name;
        kept.items->push_back(arguments);
        return kept;
    }
    const bool by_class = name == "copyreg _reconstructor" || name == "copy_reg _reconstructor";
    if (by_class && !given.empty() && given.front().kind == Kind::global) {
        return unread(given.front().text);
    }
    if (runsPrograms(name)) {
        fail(
            Core::tr("the pickled part asks for \"%1\", which would run a program; it was not run").arg(name),
            Core::tr("The file may be hostile: do not load it with Python either"));
    }
    return unread(name);
}

/// Python 2 passes the pairs as an argument, Python 3 sets them afterwards.
PickleValue PickleObjects::orderedDict(const Items& arguments) const {
    PickleValue dict = PickleValue::makeDict();
    if (arguments.empty()) {
        return dict;
    }
    if (arguments.size() != 1 || arguments[0].kind != Kind::list) {
        fail(Core::tr("an ordered dictionary is not given as a list of pairs"));
    }
    for (const PickleValue& pair : *arguments[0].items) {
        if ((pair.kind != Kind::list && pair.kind != Kind::tuple) || pair.items->size() != 2) {
            fail(Core::tr("an ordered dictionary is not given as a list of pairs"));
        }
        dict.items->insert(dict.items->end(), pair.items->begin(), pair.items->end());
    }
    return dict;
}

PickleValue PickleObjects::storage(const PickleValue& id) const {
    if (id.kind == Kind::tuple && id.items->size() >= 2 && id.items->front().text == "module" &&
        (*id.items)[1].kind == Kind::global) {
        return (*id.items)[1];
    }
    const bool plausible = id.kind == Kind::tuple && id.items->size() >= 5 &&
                           (*id.items)[0].text == "storage" && (*id.items)[1].kind == Kind::global &&
                           (*id.items)[2].kind == Kind::string && (*id.items)[4].kind == Kind::integer;
    if (!plausible) {
        fail(Core::tr("the pickled part names a tensor's data in an unknown way"));
    }
    const std::string& type = (*id.items)[1].text;
    PickleValue v;
    v.kind = Kind::storage;
    v.tensor = m_storages(type.substr(type.find(' ') + 1), (*id.items)[2].text, (*id.items)[4].integer);
    if (id.items->size() > 5 && (*id.items)[5].kind == Kind::tuple) {
        // A slice of another storage, as written by torch before 0.4: key, first element, elements.
        const Items& view = *(*id.items)[5].items;
        const bool fits = view.size() == 3 && view[1].kind == Kind::integer &&
                          view[2].kind == Kind::integer && view[1].integer >= 0 && view[2].integer >= 0 &&
                          view[1].integer <= v.tensor.numel() &&
                          view[2].integer <= v.tensor.numel() - view[1].integer;
        if (!fits) {
            fail(Core::tr("a tensor's data reaches outside the data that it is part of"));
        }
        v.tensor = v.tensor.narrow(0, view[1].integer, view[2].integer);
    }
    return v;
}

std::vector<std::int64_t> PickleObjects::integers(const PickleValue& value) const {
    std::vector<std::int64_t> result;
    if (value.kind != Kind::tuple || value.items->size() > 16) {
        fail(Core::tr("a tensor's shape is not a tuple of numbers"));
    }
    for (const PickleValue& item : *value.items) {
        if (item.kind != Kind::integer || item.integer < 0) {
            fail(Core::tr("a tensor's shape is not a tuple of numbers"));
        }
        result.push_back(item.integer);
    }
    return result;
}

PickleValue PickleObjects::tensor(const Items& arguments) const {
    if (arguments[0].kind == Kind::object) {
        return arguments[0];  // its data is an unsupported object of another program: a plain pickle's
                              // storage
    }
    if (arguments[0].kind != Kind::storage || arguments[1].kind != Kind::integer) {
        fail(Core::tr("a tensor has no data"));
    }
    const std::vector<std::int64_t> sizes = integers(arguments[2]);
    const std::vector<std::int64_t> strides = integers(arguments[3]);
    const torch::Tensor& data = arguments[0].tensor;
    const std::int64_t offset = arguments[1].integer;
    std::int64_t last = offset;
    std::int64_t elements = 1;
    bool empty = false;
    bool outside = offset < 0 || offset > data.numel() || sizes.size() != strides.size();
    for (std::size_t d = 0; !outside && d < sizes.size(); ++d) {
        empty = empty || sizes[d] == 0;
        std::int64_t reach = 0;
        outside = __builtin_mul_overflow(elements, std::max<std::int64_t>(sizes[d], 1), &elements) ||
                  __builtin_mul_overflow(std::max<std::int64_t>(sizes[d] - 1, 0), strides[d], &reach) ||
                  __builtin_add_overflow(last, reach, &last);
    }
    // A tensor that repeats its elements (stride 0) could become huge when copied.
    if (outside || (!empty && (last >= data.numel() || elements > data.numel()))) {
        fail(Core::tr("a tensor reaches outside its data"));
    }
    return PickleValue::of(data.as_strided(sizes, strides, data.storage_offset() + offset));
}

}  // namespace priorscope
