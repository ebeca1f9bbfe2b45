#include "widgets/dataset/plots/plot_kinds.hpp"

#include <QCoreApplication>

namespace priorscope {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(PlotKinds)
};

std::vector<PlotKindInfo> madeKinds() {
    using D = Distribution;
    using F = FilterField;
    const auto key = [](const char* text) { return QString::fromLatin1(text); };
    return {
        {PlotKind::sizes,
         key("sizes"),
         Texts::tr("Width × height"),
         Texts::tr(
             "Objects by the width and height of their boxes. Dashed: COCO's bounds of small, medium and "
             "large ones"),
         D::sizes,
         true,
         {F::width, F::height}},
        {PlotKind::places,
         key("places"),
         Texts::tr("Where objects lie"),
         Texts::tr("Objects by the centre of their boxes in the image"),
         D::places,
         true,
         {F::x, F::y}},
        {PlotKind::objects,
         key("objects"),
         Texts::tr("Objects per image"),
         Texts::tr("Images by the number of their objects"),
         D::objects,
         false,
         {F::objects}},
        {PlotKind::aspects,
         key("aspects"),
         Texts::tr("Aspect ratio"),
         Texts::tr("Objects by width : height of their boxes"),
         D::aspects,
         false,
         {F::aspect}},
        {PlotKind::shares,
         key("shares"),
         Texts::tr("Relative size"),
         Texts::tr("Objects by the share of their image's area that their box takes"),
         D::shares,
         false,
         {F::share}},
        {PlotKind::image_sizes,
         key("image-sizes"),
         Texts::tr("Image sizes"),
         Texts::tr("Images by their width and height, as shown"),
         D::image_sizes,
         true,
         {F::image_width, F::image_height}},
        {PlotKind::pairs,
         key("pairs"),
         Texts::tr("Classes together"),
         Texts::tr("Images that have objects of both classes; of a class with itself: two or more"),
         D::pairs,
         true,
         {}},
        {PlotKind::brightness,
         key("brightness"),
         Texts::tr("Brightness"),
         Texts::tr("Images by the mean luma of their pixels, from black to white"),
         D::brightness,
         false,
         {F::brightness}},
        {PlotKind::balance,
         key("balance"),
         Texts::tr("Balance of splits"),
         Texts::tr(
             "What share of each split's objects a class or size has, against its share of all: + where it "
             "has more, − where it has less"),
         std::nullopt,
         true,
         {F::area}},
        {PlotKind::classes,
         key("classes"),
         Texts::tr("Objects by class"),
         Texts::tr("Objects of each class, the most first"),
         D::classes,
         false,
         {}},
        {PlotKind::class_images,
         key("class-images"),
         Texts::tr("Images by class"),
         Texts::tr("Images that have an object of the class, the most first"),
         D::class_images,
         false,
         {}},
    };
}

}  // namespace

const std::vector<PlotKindInfo>& plotKinds() {
    static const std::vector<PlotKindInfo> kinds = madeKinds();
    return kinds;
}

const PlotKindInfo& plotKindInfo(PlotKind kind) {
    return plotKinds().at(static_cast<std::size_t>(kind));
}

}  // namespace priorscope
