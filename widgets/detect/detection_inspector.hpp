// The right column of Detect: the model, the detections of the image, and an explanation of the selected one.
#pragma once

#include <QString>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "widgets/detect/detection_table_model.hpp"
#include "widgets/detect/prior_origin.hpp"
#include "widgets/theme/theme.hpp"

class QLabel;
class QTableView;

namespace priorscope {

class DecisionSections;
class ElidedLabel;
class ExplainedImage;
class ThemeManager;

class DetectionInspector : public QWidget {
    Q_OBJECT

  public:
    explicit DetectionInspector(ThemeManager& themes, QWidget* parent = nullptr);

    void setModel(const QString& title, const QString& subtitle);
    /// Keeps the selection if the same prior still fires for the same class.
    /// @param none  a sentence that says why there are no detections
    void setDetections(std::vector<DetectionRow> rows, const QString& none);
    /// The spec that the explanation of the selected detection refers to.
    void setSpec(const DetectorSpec& spec) { m_origin = PriorOrigin(spec); }
    /// The image of the detections; null: none. Takes effect with the next ones.
    void setImage(const std::optional<ImageRow>& record) { m_origin.setImage(record); }
    /// Names of the image's objects: "person 2".
    void setObjectNames(std::vector<QString> names) { m_object_names = std::move(names); }
    /// The image that is explained; null: none. Takes effect with the next detections.
    void setExplained(std::shared_ptr<const ExplainedImage> image) { m_explained = std::move(image); }
    const std::shared_ptr<const ExplainedImage>& explainedImage() const { return m_explained; }
    /// An object that was not found is looked at, unless a detection is; -1: none.
    void setMissedObject(int object);
    int missedObject() const { return m_missed_object; }
    /// Places a widget below everything else.
    void addBelow(QWidget* widget);
    DecisionSections* sections() const { return m_sections; }
    /// -1: none. Emits no signal.
    void select(int row);
    int selected() const;
    DetectionTableModel* model() const { return m_model; }
    QTableView* table() const { return m_table; }
    /// The origin of the selected detection, or what to do to see one.
    QString explanation() const;
    /// The prior that it comes from, or the best one for an object that was not found; empty: not known.
    QString origin() const;

  Q_SIGNALS:
    /// Emitted only for changes by the user.
    void selectionChanged(int row);
    /// Another detection or object is explained, or none.
    void explanationChanged();

  private:
    QWidget* buildHead();
    void buildTable(const Theme& theme);
    QWidget* buildExplanation(const Theme& theme);
    void explain();
    void explainMissed();
    void explainDetection(int row);
    void showOrigin(const QString& text);

    DetectionTableModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    DetectionDelegate* m_delegate = nullptr;
    ElidedLabel* m_title = nullptr;
    ElidedLabel* m_subtitle = nullptr;
    QLabel* m_explanation = nullptr;
    QLabel* m_fired_by = nullptr;
    PriorOrigin m_origin;
    std::vector<QString> m_object_names;
    std::shared_ptr<const ExplainedImage> m_explained;
    int m_missed_object = -1;
    DecisionSections* m_sections = nullptr;
    QString m_none;  ///< why there are no detections
    bool m_is_selecting = false;
};

}  // namespace priorscope
