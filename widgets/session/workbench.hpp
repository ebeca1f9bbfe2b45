// The selection that all workspaces share.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/image_filter.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/model/detector_family.hpp"
#include "core/project/edited_labels.hpp"
#include "widgets/session/image_store.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

/// Dataset, split, filter, current image, object and class.
/// Lives on the GUI thread. A setter that changes nothing emits nothing. A change of dataset emits
/// datasetChanged, splitChanged, filterChanged, imagesChanged and currentImageChanged, in this order.
class Workbench : public QObject {
    Q_OBJECT

  public:
    /// @param families  the detectors that can be trained and opened
    explicit Workbench(QObject* parent = nullptr, DetectorFamilies families = detectorFamilies());

    const DetectorFamilies& families() const { return m_families; }

    /// Null until a folder is open.
    const std::shared_ptr<const Dataset>& dataset() const { return m_dataset; }
    /// The split becomes the first existing one of trainval, train, val and test, else every image; the
    /// current image becomes the first whose file exists, if any.
    void setDataset(std::shared_ptr<const Dataset> dataset);

    /// Problems with images of this dataset reported after it was read; one per file.
    const std::vector<DatasetIssue>& laterFindings() const { return m_later_findings; }
    /// Ignored if its file is not an image of the dataset or has already been reported.
    void reportFinding(const DatasetIssue& finding);

    /// Empty: every image.
    const QString& split() const { return m_split; }
    void setSplit(const QString& split);
    QStringList splitNames() const;

    const ImageFilter& filter() const { return m_filter; }
    /// Its input is that of setInput().
    void setFilter(const ImageFilter& filter);
    /// Both at once: the images are selected a single time.
    void choose(const QString& split, const ImageFilter& filter);
    /// What the planned network makes of images, for conditions on that.
    void setInput(const NetworkInput& input);
    /// What images are marked with, for conditions on that. They outlast reading the same images again.
    const ImageMarks& marks() const { return m_marks; }
    /// Those of a kind, by name.
    std::map<std::string, std::vector<bool>> marksOf(const std::string& kind) const;
    /// Replaces the marks of a kind. @param marks  by name, [images]
    void setMarks(const std::string& kind, std::map<std::string, std::vector<bool>> marks);
    /// Replaces one mark; without images it goes.
    void setMark(const std::string& kind, const std::string& name, std::vector<bool> images);
    /// What takes more than annotations, for conditions on that.
    const ImageFigures& figures() const { return m_figures; }
    /// @param values  [images]; empty: they are not known
    void setFigures(FilterField field, std::vector<float> values);
    /// [images] errors of the detector that is looked at, NaN where it was not asked; empty: there is none.
    const std::vector<double>& errors() const { return m_errors; }
    void setErrors(std::vector<double> errors);

    /// The split after filtering; no images until a folder is open.
    const ImageSelection& selection() const { return m_selection; }
    /// The whole split.
    const ImageSelection& splitSelection() const { return m_split_selection; }
    /// Of selection(): indices into dataset()->images, in the split's order.
    const std::vector<std::size_t>& images() const { return m_selection.images(); }
    /// images(), each once, in the order in which they are looked through: their own, until setBrowsed()
    /// gives another.
    const std::vector<std::size_t>& browsed() const { return m_browsed; }
    /// Until the images change. Ignored unless they are images(), in any order.
    void setBrowsed(const std::vector<std::size_t>& images);

    /// Index into dataset()->images; -1 if there is none. It may lie outside the filter.
    int currentImage() const { return m_current_image; }
    std::optional<ImageRow> currentRecord() const;
    void setCurrentImage(int index);
    /// Steps forward or back within browsed(); from an image outside them to the nearest one in the dataset.
    void stepImage(int step);

    /// Labels that were edited and are not saved yet, by image; Dataset shows them, everything else what was
    /// read.
    using EditedImages = std::map<int, std::shared_ptr<const EditedLabels>>;
    /// @param new_classes  names of the labels beyond the dataset's classes
    void setEdited(EditedImages images, std::vector<std::string> new_classes);
    /// Null: the image's labels are as read.
    const EditedLabels* edited(int image) const;
    /// Whether an object of shownRecord(image) is removed by an edit.
    bool isRemoved(int image, std::size_t object) const;
    /// Whether somebody has checked its annotation, by an edit or as read.
    bool isVerified(int image) const { return shownRecord(image).verified; }
    const std::vector<std::string>& newClasses() const { return m_new_classes; }
    /// The image as it is with its edits.
    ImageRow shownRecord(int image) const;
    std::optional<ImageRow> shownRecord() const;
    /// Number of its objects that the filter shows.
    int shownObjects(int image) const;

    /// Index into shownRecord()->objects, the first of which are those of currentRecord(); -1 for none.
    int selectedObject() const { return m_selected_object; }
    void setSelectedObject(int object);
    /// Goes to an object that was chosen elsewhere, in a list or a gallery: selects it and asks for a close
    /// look.
    void goToObject(int image, int object);
    /// 1-based label; 0 for none.
    int selectedClass() const { return m_selected_class; }
    void setSelectedClass(int label);

    ImageStore& imageStore() { return m_store; }

    /// Colour of a class; the theme is passed because photographs use Theme::onPhotograph().
    QColor classColor(const Theme& theme, int label) const;
    QString className(int label) const;
    /// "person 2": class and 1-based count within its image.
    QString objectName(const ImageRow& record, int object) const;
    /// Of all objects of the image.
    std::vector<QString> objectNames(const ImageRow& record) const;

  Q_SIGNALS:
    void datasetChanged();
    void splitChanged(const QString& split);
    void filterChanged();
    void marksChanged();
    void figuresChanged();
    void errorsChanged();
    void imagesChanged();
    void browsedChanged();  ///< the order alone
    void currentImageChanged(int index);
    void editedChanged();  ///< of any image
    void selectedObjectChanged(int object);
    void objectWanted(int object);  ///< after goToObject(); of the current image
    void selectedClassChanged(int label);
    void laterFindingsChanged();

  private:
    void select();
    void announceMarks(const std::string& kind);
    void followVerified();
    void announceImages(int instead = -1);
    int firstImage() const;

    DetectorFamilies m_families;
    std::shared_ptr<const Dataset> m_dataset;
    std::vector<DatasetIssue> m_later_findings;
    QString m_split;
    ImageFilter m_filter;
    ImageMarks m_marks;
    ImageFigures m_figures;
    std::vector<double> m_errors;
    ImageSelection m_split_selection;
    ImageSelection m_selection;
    std::vector<std::size_t> m_browsed;
    EditedImages m_edited;
    std::vector<std::string> m_new_classes;
    int m_current_image = -1;
    int m_selected_object = -1;
    int m_selected_class = 0;
    ImageStore m_store;
};

}  // namespace priorscope
